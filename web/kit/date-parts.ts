import { isLocalDate } from '../../shared/contracts/local-date.ts';

/** 年/月/日 as typed, before they make a date. */
export interface DateParts {
  year: string;
  month: string;
  day: string;
}

export const emptyParts: DateParts = { year: '', month: '', day: '' };

/** `2026-07-01` → its parts, without leading zeros; a date on its way as it was typed. */
export function partsOf(date: string | undefined): DateParts {
  const match = /^(\d{0,4})-(\d{0,2})-(\d{0,2})$/.exec(date ?? '');
  if (!match) return emptyParts;
  const [, year = '', month = '', day = ''] = match;
  const whole = year.length === 4 && month.length === 2 && day.length === 2;
  return whole ? { year, month: String(Number(month)), day: String(Number(day)) } : { year, month, day };
}

/** Digits as people type them: full-width ones too, anything else dropped. */
export const digitsOf = (text: string, max: number): string =>
  text.normalize('NFKC').replace(/\D/g, '').slice(0, max);

/**
 * What a form keeps of the parts: the date, or what is typed of it, so that neither a reload nor a save loses it and whoever
 * judges the form sees it. Undefined when nothing is typed.
 */
export function textOf(parts: DateParts): string | undefined {
  const { year, month, day } = parts;
  if (stateOf(parts) === 'EMPTY') return undefined;
  if (stateOf(parts) === 'INCOMPLETE') return `${year}-${month}-${day}`;
  return `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
}

/** The date that the parts make; undefined while they make none (empty, incomplete, or 30 February). */
export function dateOf({ year, month, day }: DateParts): string | undefined {
  if (!/^\d{4}$/.test(year) || !month || !day) return undefined;
  const text = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isLocalDate(text) ? text : undefined;
}

export type DateState = 'EMPTY' | 'INCOMPLETE' | 'NO_SUCH_DAY' | 'DATE';

export function stateOf(parts: DateParts): DateState {
  if (!parts.year && !parts.month && !parts.day) return 'EMPTY';
  if (dateOf(parts)) return 'DATE';
  return parts.year.length === 4 && parts.month && parts.day ? 'NO_SUCH_DAY' : 'INCOMPLETE';
}

/**
 * A whole date pasted or filled into one field: `2026-07-01`, `2026/7/1`, `2026年7月1日`, `20260701`; undefined when it
 * is none.
 */
export function pastedDate(text: string): string | undefined {
  const plain = text.normalize('NFKC').trim();
  const match =
    /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(plain) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(plain);
  return match ? dateOf({ year: match[1] ?? '', month: match[2] ?? '', day: match[3] ?? '' }) : undefined;
}
