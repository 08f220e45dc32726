import {
  cleanLine,
  cleanName,
  cleanProse,
  unwantedIn,
  withoutUnwanted,
} from '../../shared/contracts/characters.ts';
import type { Finding } from '../../shared/contracts/finding.ts';
import { withReplacements } from '../../shared/rules/base/printable.ts';
import { checkText } from '../../shared/rules/base/printed.ts';
import { textFinding } from '../../shared/rules/base/text.ts';

/** A text as the API will judge it, by the same functions (D14, D15). Loaded only for texts that look unusual. */

/** Of one line, a personal name, or of many lines: as the schema of its field has it. */
export type TextKind = 'line' | 'name' | 'prose';

const cleaned = { line: cleanLine, name: cleanName, prose: cleanProse } as const;

/** What the API would say of it, and the same text with everything mended that can be. */
export function judgeText(
  typed: string,
  kind: TextKind,
  printed: boolean,
): { readonly findings: readonly Finding[]; readonly better: string } {
  const unwanted = kind === 'prose' ? unwantedIn(typed, true) : [];
  if (unwanted.length > 0)
    return {
      findings: unwanted.map((one) => textFinding({ text: 'TEXT_CHARACTER', ...one }, '')),
      better: withoutUnwanted(typed),
    };
  if (!printed) return { findings: [], better: typed };
  const text = cleaned[kind](typed);
  const replaced = withReplacements(text);
  return { findings: checkText(text, ''), better: replaced === text ? typed : replaced };
}
