import type { Finding } from '../../shared/contracts/finding.ts';
import type { ProblemLine } from './client.ts';
import { lang } from './i18n.ts';

/** A refusal's line as pages show it, whatever brought it: a rule in the browser, a response or a problem document. */
export interface Line {
  readonly code: string;
  readonly rule?: string | undefined;
  readonly field?: string | undefined;
  readonly message: string;
  readonly found?: string | number | undefined;
  readonly allowed?: string | number | undefined;
  readonly advice: boolean;
}

export function lineOf(one: Finding | ProblemLine): Line {
  const bilingual = typeof one.message !== 'string';
  return {
    code: one.code,
    rule: one.rule,
    field: one.field,
    message: typeof one.message === 'string' ? one.message : one.message[lang.value],
    found: one.found,
    allowed: one.allowed,
    advice: bilingual && (one as Finding).severity === 'advice',
  };
}

export const linesOf = (list: readonly (Finding | ProblemLine)[] | undefined): Line[] =>
  (list ?? []).map(lineOf);

/** `/data/workStatement`, `/workStatement` and `workStatement` name the same field of a page. */
export function fieldName(field: string | undefined, root = ''): string {
  const path = (field ?? '').replace(/^\/+/, '');
  return root && (path === root || path.startsWith(`${root}/`)) ? path.slice(root.length + 1) : path;
}

/** Element id of a field; the error summary links to it. */
export const fieldId = (name: string): string => `f-${name.replace(/[^A-Za-z0-9_-]+/g, '-')}`;

/** The first message about exactly this field. */
export const errorAt = (lines: readonly Line[], name: string, root = ''): string | undefined =>
  lines.find((line) => !line.advice && fieldName(line.field, root) === name)?.message;

/** The first message about a field or anything inside it. */
export function errorOf(lines: readonly Line[], name: string, root = ''): string | undefined {
  return lines.find((line) => {
    if (line.advice) return false;
    const at = fieldName(line.field, root);
    return at === name || at.startsWith(`${name}/`);
  })?.message;
}
