import type * as z from 'zod/mini';
import type { Bilingual } from '../../../contracts/finding.ts';
import { codes } from './codes.ts';
import { isTree, joined, said, same } from './parts.ts';
import { fieldWords, sayValue, stepsOf } from './say.ts';

/** Why a value has not the shape that the schema asks: what was found there, and what is allowed. */

export interface Misshape {
  readonly found: string;
  readonly allowed: string;
  readonly why: Bilingual;
}

/** @param pointer of the value in the document */
export function sayShape(
  issue: z.core.$ZodIssue,
  pointer: string,
  value: unknown,
  document: unknown,
): Misshape {
  const place = stepsOf(pointer, document).at(-1)?.place ?? '';
  const allowed = allowedBy(issue, place, value);
  const found = foundThere(place, value, document);
  const missing = value === undefined;
  return {
    found: found.zh,
    allowed: allowed.zh,
    why: {
      zh: missing ? `缺少此项，应为${allowed.zh}` : `现为${found.zh}，应为${allowed.zh}`,
      en: missing ? `missing; it must be ${allowed.en}` : `it is ${found.en}, and must be ${allowed.en}`,
    },
  };
}

const types: Readonly<Record<string, Bilingual>> = {
  string: { zh: '文字', en: 'a text' },
  number: { zh: '数字', en: 'a number' },
  int: { zh: '整数', en: 'a whole number' },
  boolean: { zh: 'true（是）或 false（否）', en: 'true or false' },
  array: { zh: '列表 […]', en: 'a list […]' },
  tuple: { zh: '两个整数 [分子, 分母]', en: 'two whole numbers [numerator, denominator]' },
  record: { zh: '一组内容 {…}', en: 'a group {…}' },
  object: { zh: '一组内容 {…}', en: 'a group {…}' },
};

/** Longer than this a value is told by its beginning. */
const MOST = 40;

/** What stands there, as it is written, and in words where those say more. */
function foundThere(place: string, value: unknown, document: unknown): Bilingual {
  if (value === null) return { zh: '空（null）', en: 'empty (null)' };
  if (Array.isArray(value)) return { zh: `列表（${value.length} 项）`, en: `a list of ${value.length}` };
  if (isTree(value)) return types.object!;
  const text = [...JSON.stringify(value ?? '')].slice(0, MOST).join('');
  const words = typeof value === 'number' ? sayValue(place, value, document) : same(text);
  return {
    zh: words.zh === text ? text : `${text}（${words.zh}）`,
    en: words.en === text ? text : `${text} (${words.en})`,
  };
}

function allowedBy(issue: z.core.$ZodIssue, place: string, value: unknown): Bilingual {
  const known = codes[place.replace(/\/\*$/, '')];
  if (issue.code === 'invalid_type') return types[issue.expected] ?? same(issue.expected);
  if (issue.code === 'invalid_value' || (issue.code === 'invalid_union' && known)) {
    const values = issue.code === 'invalid_value' ? issue.values.map(String) : Object.keys(known ?? {});
    const all = values.map((code) => joined([same(code), said(known?.[code] ?? [code, code])], '：', ': '));
    return joined(all, '；', '; ');
  }
  if (issue.code === 'too_small' || issue.code === 'too_big') return boundOf(issue, value);
  if (issue.code === 'invalid_format') return formatOf(issue.pattern);
  if (issue.code === 'invalid_union' && fieldWords(place)?.[2] === 'condition') return condition;
  if (issue.code === 'custom' && issue.params?.day !== undefined) return day;
  return issue.code === 'invalid_union' ? types.object! : { zh: '有效内容', en: 'valid' };
}

const condition: Bilingual = {
  zh: 'true、false 或条件，例如 {"eq": ["established", true]}',
  en: 'true, false or a condition such as {"eq": ["established", true]}',
};
const day: Bilingual = { zh: '日期，例如 2026-03-31', en: 'a day such as 2026-03-31' };

function boundOf(issue: z.core.$ZodIssueTooSmall | z.core.$ZodIssueTooBig, value: unknown): Bilingual {
  const small = issue.code === 'too_small';
  const bound = String(small ? issue.minimum : issue.maximum);
  const sign: Bilingual = small ? { zh: '不少于 ', en: 'at least ' } : { zh: '不超过 ', en: 'at most ' };
  const unit: Bilingual = Array.isArray(value)
    ? { zh: ' 项', en: ' entries' }
    : typeof value === 'string'
      ? { zh: ' 字', en: ' characters' }
      : same('');
  return joined([sign, same(bound), unit], '', '');
}

/** What the patterns of the schema mean; the first that fits. */
const formats: readonly (readonly [part: string, words: Bilingual])[] = [
  ['A-Za-z0-9._-', { zh: '代码：字母、数字和“.”“_”“-”', en: 'a code of letters, digits, “.”, “_” and “-”' }],
  ['[A-Z]\\d{1,2}', { zh: '依据编号，例如 R12', en: 'the number of a rule such as R12' }],
  ['\\d{6}', { zh: '六位区划代码', en: 'a division code of six digits' }],
  ['\\d{4}', day],
];
const formatOf = (pattern = ''): Bilingual =>
  formats.find(([part]) => pattern.includes(part))?.[1] ?? { zh: '规定的格式', en: 'in the right format' };
