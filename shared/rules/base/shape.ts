import * as z from 'zod/mini';
import type { DrawingIssue } from '../../contracts/api/applications.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import type { TextIssue } from '../../contracts/text.ts';
import { find } from './findings.ts';
import { textFinding } from './text.ts';

/** A body that has not the shape of its schema: what is wrong with it, in words, and what of it is right all the same. */

/** A schema's complaints about a body as findings, each at the member that it is about. */
export function shapeFindings(issues: readonly z.core.$ZodIssue[], body: unknown): Finding[] {
  return issues.map((issue) => shapeFinding(issue, valueAt(body, issue.path)));
}

function valueAt(body: unknown, path: readonly PropertyKey[]): unknown {
  let value = body;
  for (const key of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<PropertyKey, unknown>)[key];
  }
  return value;
}

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0);

const thisField: Bilingual = { zh: '此项', en: 'this field' };

function shapeFinding(issue: z.core.$ZodIssue, given: unknown): Finding {
  const field = `/${issue.path.map(String).join('/')}`;
  if (isEmpty(given) && issue.code !== 'too_big')
    return find('FIELD_REQUIRED', { field, words: { what: thisField } });
  switch (issue.code) {
    case 'too_small':
    case 'too_big':
      return sizeFinding(issue, given, field);
    case 'invalid_value':
      return find('INVALID_VALUE', { field, allowed: issue.values.map(String).join(', ') });
    case 'invalid_format':
      return find('INVALID_FORMAT', { field, allowed: issue.format });
    case 'invalid_type':
      return find('WRONG_TYPE', {
        field,
        allowed: issue.expected,
        words: { allowed: types[issue.expected] ?? { zh: issue.expected, en: issue.expected } },
      });
    case 'custom':
      return ownFinding(issue.params, given, field);
    default:
      return find('INVALID_VALUE', { field });
  }
}

const types: Readonly<Record<string, Bilingual>> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: '“是”或“否”', en: 'yes or no' },
  array: { zh: '列表', en: 'a list' },
  object: { zh: '一组内容', en: 'a group of entries' },
};

const characters: Bilingual = { zh: '字', en: 'characters' };
const entries: Bilingual = { zh: '项', en: 'entries' };

function sizeFinding(
  issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig,
  given: unknown,
  field: string,
): Finding {
  const small = issue.code === 'too_small';
  const bound = Number(small ? issue.minimum : issue.maximum);
  const allowed = `${small ? '≥' : '≤'} ${bound}`;
  if (typeof given === 'number') return find('NUMBER_RANGE', { field, found: given, allowed });
  const list = Array.isArray(given);
  const found = list ? given.length : [...String(given)].length;
  const words = { [small ? 'least' : 'most']: bound, unit: list ? entries : characters };
  return find(small ? 'TOO_SHORT' : 'TOO_LONG', { field, found, allowed, words });
}

/** What our own schemas say: of texts (D14), of a drawing (R22), and of days. */
function ownFinding(params: Record<string, unknown> | undefined, given: unknown, field: string): Finding {
  if (params?.text !== undefined) return textFinding(params as unknown as TextIssue, field);
  if (params?.drawing !== undefined) {
    const { drawing, ...facts } = params as unknown as DrawingIssue;
    return find(drawing, { field, ...facts });
  }
  if (params?.day === undefined) return find('INVALID_VALUE', { field });
  const whole = /^\d{4}-\d{2}-\d{2}$/.test(String(given));
  return find(whole ? 'DATE_NO_SUCH_DAY' : 'DATE_INCOMPLETE', { field });
}

type Def = z.core.$ZodTypes['_zod']['def'];

/**
 * What of a body can be read although the whole cannot: cleaned like the rest, for rules that judge it in the same round.
 * A text that is asked for and is not there is an empty one; any other part that is wrong is left out. Nothing of it may be
 * stored.
 */
export function salvaged(schema: z.ZodMiniType, value: unknown): unknown {
  const def = schema._zod.def as Def;
  switch (def.type) {
    case 'optional': {
      const inner = def.innerType as z.ZodMiniType;
      const whole = z.safeParse(schema, value);
      if (whole.success) return whole.data;
      const kind = (inner._zod.def as Def).type;
      return kind === 'object' || kind === 'array' ? salvaged(inner, value) : undefined;
    }
    case 'object': {
      const given = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
      const read = Object.entries(def.shape).map(([key, one]) => [
        key,
        salvaged(one as z.ZodMiniType, Object.hasOwn(given, key) ? given[key] : undefined),
      ]);
      return Object.fromEntries(read.filter(([, one]) => one !== undefined));
    }
    case 'array': {
      const given = Array.isArray(value) ? value : [];
      return given
        .map((one) => salvaged(def.element as z.ZodMiniType, one))
        .filter((one) => one !== undefined);
    }
    default: {
      const read = z.safeParse(schema, value);
      return read.success ? read.data : def.type === 'string' ? '' : undefined;
    }
  }
}

/** Findings of the shape and of the rules as one list: where the shape is wrong, a rule adds nothing. */
export function allFindings(shape: readonly Finding[], rules: readonly Finding[]): Finding[] {
  const named = shape.map((one) => one.field ?? '');
  const told = (field: string) => named.some((one) => one === field || one.startsWith(`${field}/`));
  return [...shape, ...rules.filter((one) => one.field === undefined || !told(one.field))];
}
