import { isLocalDate } from '../../contracts/local-date.ts';

/**
 * Days and instants of Asia/Shanghai: UTC+8 all year, no summer time since 1991. Nothing here reads the machine's
 * time zone or clock. Dates are `YYYY-MM-DD`; instants are ISO 8601 in UTC with milliseconds.
 */
const DAY_MS = 86_400_000;
const OFFSET_MS = 8 * 3_600_000;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/;

const weekdaysZh = ['日', '一', '二', '三', '四', '五', '六'] as const;
const weekdaysEn = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const monthsEn = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

export type Lang = 'zh' | 'en';

/** Days since 1970-01-01. @throws {RangeError} not a date that exists */
export function dayNumber(date: string): number {
  if (!isLocalDate(date)) throw new RangeError(`Not a date: ${date}`);
  return Date.parse(`${date}T00:00:00Z`) / DAY_MS;
}

/** The date that many days after 1970-01-01. */
export function dateOfDayNumber(days: number): string {
  return new Date(days * DAY_MS).toISOString().slice(0, 10);
}

export function addDays(date: string, days: number): string {
  return dateOfDayNumber(dayNumber(date) + days);
}

/** Days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: string, to: string): number {
  return dayNumber(to) - dayNumber(from);
}

/** 0 = Sunday … 6 = Saturday. */
export function weekday(date: string): number {
  return (((dayNumber(date) + 4) % 7) + 7) % 7;
}

export function isWeekend(date: string): boolean {
  return weekday(date) % 6 === 0;
}

export function yearOf(date: string): number {
  return Number(date.slice(0, 4));
}

/**
 * The corresponding day `months` later; the last day of that month when it has none (Civil Code art. 202, L27:
 * 2024-02-29 plus a year is 2025-02-28).
 */
export function addMonths(date: string, months: number): string {
  dayNumber(date);
  const index = yearOf(date) * 12 + Number(date.slice(5, 7)) - 1 + months;
  const [year, month] = [Math.floor(index / 12), ((index % 12) + 12) % 12];
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(Number(date.slice(8, 10)), last);
  return new Date(Date.UTC(year, month, day)).toISOString().slice(0, 10);
}

/** As {@link addMonths}, in years (L27). */
export function addYears(date: string, years: number): string {
  return addMonths(date, years * 12);
}

/** Milliseconds since the epoch. An instant without a zone is refused. @throws {RangeError} */
export function epochMs(instant: string): number {
  const ms = INSTANT.test(instant) ? Date.parse(instant) : Number.NaN;
  if (Number.isNaN(ms)) throw new RangeError(`Not an instant with a zone: ${instant}`);
  return ms;
}

/** Milliseconds since the epoch → `2026-11-09T16:00:00.000Z`. */
export function instantOf(ms: number): string {
  return new Date(ms).toISOString();
}

/** The day in Shanghai on which the instant falls; 24:00 of a day belongs to the next one. */
export function localDateOf(instant: string): string {
  return new Date(epochMs(instant) + OFFSET_MS).toISOString().slice(0, 10);
}

/** Wall-clock time in Shanghai, `HH:MM:SS`. */
export function localTimeOf(instant: string): string {
  return new Date(epochMs(instant) + OFFSET_MS).toISOString().slice(11, 19);
}

/** 00:00 of the day. */
export function startOfDay(date: string): string {
  return instantOf(dayNumber(date) * DAY_MS - OFFSET_MS);
}

/** 24:00 of the day (L26): the first instant that is too late. */
export function endOfDay(date: string): string {
  return instantOf((dayNumber(date) + 1) * DAY_MS - OFFSET_MS);
}

/** `HH:MM` on that day in Shanghai. */
export function atTime(date: string, time: string): string {
  const match = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(time);
  if (!match) throw new RangeError(`Not a time HH:MM: ${time}`);
  const minutes = Number(match[1]) * 60 + Number(match[2]);
  return instantOf(dayNumber(date) * DAY_MS - OFFSET_MS + minutes * 60_000);
}

/** `a < b` for instants, whatever their zone and precision. */
export function isBefore(a: string, b: string): boolean {
  return epochMs(a) < epochMs(b);
}

/** 2026年11月24日（周二）; Tue 24 November 2026. */
export function formatDate(date: string, lang: Lang = 'zh'): string {
  const day = weekday(date);
  if (lang === 'en') return `${weekdaysEn[day]} ${plainDate(date, 'en', true)}`;
  return `${plainDate(date, 'zh', true)}（周${weekdaysZh[day]}）`;
}

/** The same without its weekday, for days long past: births, graduations, posts. 1990年5月12日; 12 May 1990. */
export const formatDay = (date: string, lang: Lang = 'zh'): string => plainDate(date, lang, true);

/**
 * A deadline as people say it: 11月30日 24:00 rather than 12月1日 00:00; 24:00 on 30 November. With `year`, the year
 * comes along.
 */
export function formatDeadline(instant: string, lang: Lang = 'zh', options: { year?: boolean } = {}): string {
  const midnight = localTimeOf(instant) === '00:00:00';
  const date = midnight ? addDays(localDateOf(instant), -1) : localDateOf(instant);
  const time = midnight ? '24:00' : localTimeOf(instant).slice(0, 5);
  const day = plainDate(date, lang, options.year === true);
  return lang === 'en' ? `${time} on ${day}` : `${day} ${time}`;
}

/** A deadline in both languages, for the words of a finding. */
export const untilOf = (instant: string): { zh: string; en: string } => ({
  zh: formatDeadline(instant, 'zh', { year: true }),
  en: formatDeadline(instant, 'en', { year: true }),
});

/** 2026年11月24日 09:05; 24 November 2026, 09:05. */
export function formatInstant(instant: string, lang: Lang = 'zh'): string {
  const [date, time] = [localDateOf(instant), localTimeOf(instant).slice(0, 5)];
  return `${plainDate(date, lang, true)}${lang === 'en' ? ', ' : ' '}${time}`;
}

function plainDate(date: string, lang: Lang, year: boolean): string {
  const [y, m, d] = [yearOf(date), Number(date.slice(5, 7)), Number(date.slice(8, 10))];
  if (lang === 'en') return `${d} ${monthsEn[m - 1]}${year ? ` ${y}` : ''}`;
  return `${year ? `${y}年` : ''}${m}月${d}日`;
}
