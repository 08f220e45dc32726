import type { Answer, AnswerRow } from '../../contracts/answers.ts';
import { cleanLine, cleanProse, isVisible } from '../../contracts/characters.ts';
import type { DeclarationData } from '../../contracts/declaration.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Facts } from '../../contracts/plan-expression.ts';
import type { AskedField, Column } from '../../contracts/plan-fields.ts';
import type { PlanText } from '../../contracts/plan-text.ts';
import { find } from '../base/findings.ts';
import { checkText } from '../base/printed.ts';
import { askedFields, isAsked } from '../plan/asked-fields.ts';
import { evaluate } from '../plan/expression.ts';
import { type FactContext, factsOf } from '../plan/facts.ts';

/** Answers to the fields of a plan's own sections (R25): kept in one form, judged by their descriptions alone. */

type Cell = AnswerRow[string];
type Described = AskedField | Column;

const owned = <T>(group: Readonly<Record<string, T>> | undefined, key: string): T | undefined =>
  group && Object.hasOwn(group, key) ? group[key] : undefined;

/** `2019.7`, `2019/07`, `201907`, `2019年7月` → `2019-07`; as it is where it is no month. */
export function normaliseMonth(typed: string): string {
  const text = cleanLine(typed).normalize('NFKC');
  const match = /^(\d{4})(?:[-./年]\s*(\d{1,2})月?|(\d{2}))$/.exec(text);
  if (!match) return text;
  return `${match[1]}-${(match[2] ?? match[3] ?? '').padStart(2, '0')}`;
}

/** A number as people type it; as it is where it is none. */
export function numberOf(typed: string): number | string {
  const text = cleanLine(typed).normalize('NFKC');
  return /^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : text;
}

function normaliseCell(field: Described, value: Cell): Cell {
  if (typeof value !== 'string') return value;
  if (field.type === 'LONG_TEXT') return cleanProse(value);
  if (field.type === 'MONTH') return normaliseMonth(value);
  return field.type === 'NUMBER' ? numberOf(value) : cleanLine(value);
}

function normaliseAnswer(field: AskedField, answer: Answer): Answer | undefined {
  if (!Array.isArray(answer)) {
    const value = normaliseCell(field, answer);
    return value === '' ? undefined : value;
  }
  if (field.type === 'CHOICES') {
    const known = field.choices.map((one) => one.code).filter((code) => answer.includes(code));
    const odd = answer.filter((one) => typeof one !== 'string' || !known.includes(one));
    return [...known, ...odd];
  }
  if (field.type !== 'ROWS') return answer;
  return answer.map((row) => {
    if (typeof row === 'string') return row;
    const cells = Object.entries(row).map(([code, value]): [string, Cell] => {
      const column = field.columns.find((one) => one.code === code);
      return [code, column ? normaliseCell(column, value) : value];
    });
    return Object.fromEntries(cells.filter(([, value]) => value !== ''));
  });
}

/** The data page as it is kept: its answers in one form, empty ones left out. */
export function withKeptAnswers(plan: Plan, data: DeclarationData): DeclarationData {
  const { asked, ...rest } = data;
  if (!asked) return data;
  const kept = Object.entries(asked).flatMap(([code, answer]): [string, Answer][] => {
    const field = askedFields(plan).find((one) => one.code === code);
    const value = field ? normaliseAnswer(field, answer) : answer;
    return value === undefined || (Array.isArray(value) && value.length === 0) ? [] : [[code, value]];
  });
  return kept.length > 0 ? { ...rest, asked: Object.fromEntries(kept) } : rest;
}

const quoted = ({ zh, en = zh }: PlanText): Bilingual => ({ zh: `“${zh}”`, en: `“${en}”` });
const wrongType = (field: string, allowed: Bilingual) =>
  find('WRONG_TYPE', { field, allowed: allowed.zh, words: { allowed } });
const characters: Bilingual = { zh: '字', en: 'characters' };
const entries: Bilingual = { zh: '项', en: 'entries' };

interface Limits {
  readonly min?: number | undefined;
  readonly max?: number | undefined;
}

/** What a field's own limits and those that hold for this person come to. */
export function limitsOf(field: AskedField, facts: Facts): Limits {
  const holding = (field.limits ?? []).filter(({ when }) => evaluate(when, facts).value === true);
  const own: Limits = 'min' in field || field.type === 'NUMBER' || field.type === 'ROWS' ? field : {};
  const pick = (key: 'min' | 'max') => [own, ...holding].flatMap((one) => one[key] ?? []);
  const [least, most] = [pick('min'), pick('max')];
  return {
    ...(least.length > 0 ? { min: Math.max(...least) } : {}),
    ...(most.length > 0 ? { max: Math.min(...most) } : {}),
  };
}

function checkNumber(
  { unit, decimals = 0 }: Extract<Described, { type: 'NUMBER' }>,
  value: Cell,
  { min, max }: Limits,
  at: string,
): Finding[] {
  if (typeof value !== 'number') return [wrongType(at, { zh: '数字', en: 'a number' })];
  if (Number(value.toFixed(decimals)) !== value) {
    return [
      wrongType(
        at,
        decimals === 0
          ? { zh: '整数', en: 'a whole number' }
          : {
              zh: `至多 ${decimals} 位小数的数字`,
              en: `a number with ${decimals} digits after the point at most`,
            },
      ),
    ];
  }
  if ((min === undefined || value >= min) && (max === undefined || value <= max)) return [];
  const of = unit ? { zh: ` ${unit.zh}`, en: ` ${unit.en ?? unit.zh}` } : { zh: '', en: '' };
  const say = (word: (which: 'min' | 'max', bound: number) => string, lang: 'zh' | 'en', and: string) =>
    [min === undefined ? '' : word('min', min), max === undefined ? '' : word('max', max)]
      .filter(Boolean)
      .join(and) + of[lang];
  const allowed = [min === undefined ? '' : `≥ ${min}`, max === undefined ? '' : `≤ ${max}`];
  return [
    find('NUMBER_RANGE', {
      field: at,
      found: value,
      allowed: allowed.filter(Boolean).join(', '),
      words: {
        allowed: {
          zh: say((which, bound) => `${which === 'min' ? '不小于' : '不大于'} ${bound}`, 'zh', ' 且'),
          en: say((which, bound) => `at ${which === 'min' ? 'least' : 'most'} ${bound}`, 'en', ' and '),
        },
      },
    }),
  ];
}

function checkTyped(value: Cell, max: number, at: string): Finding[] {
  if (typeof value !== 'string') return [wrongType(at, { zh: '文字', en: 'a text' })];
  const found = [...value].length;
  const long =
    found > max
      ? [
          find('TOO_LONG', {
            field: at,
            found,
            allowed: `≤ ${max}`,
            words: { most: max, unit: characters },
          }),
        ]
      : [];
  return [...long, ...checkText(value, at)];
}

const day: Bilingual = { zh: '日期', en: 'The date' };

function checkDay(
  { type, future, names }: Extract<Described, { type: 'DATE' | 'MONTH' }>,
  value: Cell,
  today: string,
  at: string,
): Finding[] {
  const month = type === 'MONTH';
  const whole = month ? /^\d{4}-(0[1-9]|1[0-2])$/ : /^\d{4}-\d{2}-\d{2}$/;
  if (typeof value !== 'string' || !whole.test(value)) {
    return month
      ? [wrongType(at, { zh: '年月，如 2019-07', en: 'a month such as 2019-07' })]
      : [find('DATE_INCOMPLETE', { field: at })];
  }
  if (!isLocalDate(month ? `${value}-01` : value)) return [find('DATE_NO_SUCH_DAY', { field: at })];
  const late = !future && value > today.slice(0, value.length);
  const what = names ? quoted(names) : day;
  return late ? [find('DATE_FUTURE', { field: at, found: value, allowed: today, words: { what } })] : [];
}

function checkCell(field: Described, value: Cell, limits: Limits, today: string, at: string): Finding[] {
  switch (field.type) {
    case 'TEXT':
    case 'LONG_TEXT':
      return checkTyped(value, field.max, at);
    case 'NUMBER':
      return checkNumber(field, value, limits, at);
    case 'DATE':
    case 'MONTH':
      return checkDay(field, value, today, at);
    case 'CHOICE':
      return field.choices.some((one) => one.code === value)
        ? []
        : [
            find('INVALID_VALUE', {
              field: at,
              found: String(value),
              allowed: field.choices.map((one) => one.names.zh).join('、'),
            }),
          ];
    default:
      return typeof value === 'boolean' ? [] : [wrongType(at, { zh: '“是”或“否”', en: 'yes or no' })];
  }
}

const missing = (at: string, names: PlanText): Finding =>
  find('FIELD_REQUIRED', { field: at, allowed: names.zh, words: { what: quoted(names) } });

const unknown = (at: string, found: string): Finding => find('FIELD_UNKNOWN', { field: at, found });

function checkCount(found: number, { min, max }: Limits, at: string): Finding[] {
  if (min !== undefined && found < min)
    return [
      find('TOO_SHORT', { field: at, found, allowed: `≥ ${min}`, words: { least: min, unit: entries } }),
    ];
  if (max !== undefined && found > max)
    return [find('TOO_LONG', { field: at, found, allowed: `≤ ${max}`, words: { most: max, unit: entries } })];
  return [];
}

function checkRow(columns: readonly Column[], row: string | AnswerRow, today: string, at: string): Finding[] {
  if (typeof row === 'string') return [wrongType(at, { zh: '一组内容', en: 'a group of entries' })];
  const odd = Object.keys(row).filter((code) => !columns.some((one) => one.code === code));
  return [
    ...odd.map((code) => unknown(`${at}/${code}`, code)),
    ...columns.flatMap((column) => {
      const value = owned(row, column.code);
      const where = `${at}/${column.code}`;
      if (value === undefined || (typeof value === 'string' && !isVisible(value)))
        return column.optional ? [] : [missing(where, column.names)];
      const limits = column.type === 'NUMBER' ? column : {};
      return checkCell(column, value, limits, today, where);
    }),
  ];
}

/**
 * Everything that is wrong with one answer, at once; an empty one is none. Pages ask it while somebody types.
 * @param at path of the field; findings name it, or the cell of a row inside it
 */
export function checkAnswer(
  field: AskedField,
  answer: Answer | undefined,
  { limits, today }: { readonly limits: Limits; readonly today: string },
  at: string,
): Finding[] {
  if (answer === undefined || answer === '') return [];
  if (field.type === 'FILE') return [unknown(at, field.code)];
  const list = Array.isArray(answer) ? answer : undefined;
  if (field.type === 'ROWS' || field.type === 'CHOICES') {
    if (!list) return [wrongType(at, { zh: '列表', en: 'a list' })];
    const codes = field.type === 'CHOICES' ? field.choices.map((one) => one.code) : [];
    const cells =
      field.type === 'ROWS'
        ? list.flatMap((row, i) => checkRow(field.columns, row, today, `${at}/${i}`))
        : list.every((one) => typeof one === 'string' && codes.includes(one))
          ? []
          : [find('INVALID_VALUE', { field: at })];
    return [...checkCount(list.length, limits, at), ...cells];
  }
  if (list) return [wrongType(at, { zh: '一项内容，而不是列表', en: 'one entry, not a list' })];
  return checkCell(field, answer as Cell, limits, today, at);
}

const isEmpty = (answer: Answer | undefined): boolean =>
  answer === undefined ||
  (typeof answer === 'string' && !isVisible(answer)) ||
  (Array.isArray(answer) && answer.length === 0);

/** All answers of a declaration, at once: what is asked of this person and missing or wrong, and what nobody asks. */
export function checkAnswers(
  plan: Plan,
  { asked = {} }: DeclarationData,
  { facts, today }: { readonly facts: Facts; readonly today: string },
  root = '/data/asked',
): Finding[] {
  const fields = askedFields(plan);
  const odd = Object.keys(asked).filter((code) => !fields.some((one) => one.code === code));
  return [
    ...odd.map((code) => unknown(`${root}/${code}`, code)),
    ...fields
      .filter((field) => isAsked(field, facts) === true)
      .flatMap((field) => {
        const answer = owned(asked, field.code);
        const at = `${root}/${field.code}`;
        if (!isEmpty(answer))
          return checkAnswer(field, answer, { limits: limitsOf(field, facts), today }, at);
        if (field.type === 'FILE') return [];
        return evaluate(field.required ?? false, facts).value === true ? [missing(at, field.names)] : [];
      }),
  ];
}

/** Codes of the fields that are asked by what the data say now, and were not by what they said. */
export function newlyAskedFields(
  plan: Plan,
  before: DeclarationData,
  now: DeclarationData,
  ctx: FactContext,
): string[] {
  const asked = (data: DeclarationData) => {
    const facts = factsOf({ ...ctx, plan, data });
    return askedFields(plan).filter((field) => isAsked(field, facts) === true);
  };
  const already = asked(before).map((one) => one.code);
  return asked(now).flatMap(({ code }) => (already.includes(code) ? [] : [code]));
}
