import type { DayFlag, HolidayCalendar } from '../../contracts/calendar.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import { canonicalHash } from '../base/canonical-json.ts';
import { find } from './findings.ts';
import { addDays, dateOfDayNumber, dayNumber, isWeekend, yearOf } from './local-date.ts';

/** The calendar does not hold that year's notice: whether the day is a working day cannot be known (K3). */
export class UnknownYearError extends RangeError {
  readonly code = 'CALENDAR_YEAR_UNKNOWN';
  readonly year: number;
  readonly calendarId: string;
  constructor(year: number, calendarId: string) {
    super(`The notice for ${year} is not in calendar ${calendarId}.`);
    this.name = 'UnknownYearError';
    this.year = year;
    this.calendarId = calendarId;
  }
}

/** What a year's number of working days may be (D9). */
export const PLAUSIBLE_WORKING_DAYS = { min: 245, max: 253 } as const;

export function knowsYear(calendar: HolidayCalendar, year: number): boolean {
  return calendar.years.includes(year);
}

/** L29. @throws {UnknownYearError} the notice of the day's year is not in the calendar */
export function isWorkingDay(date: string, calendar: HolidayCalendar): boolean {
  const working = isLikelyWorkingDay(date, calendar);
  if (!knowsYear(calendar, yearOf(date))) throw new UnknownYearError(yearOf(date), calendar.id);
  return working;
}

/** As {@link isWorkingDay}, but takes Monday to Friday where the notice is not out. For provisional dates only (K3). */
export function isLikelyWorkingDay(date: string, calendar: HolidayCalendar): boolean {
  const flag = flagOf(calendar, date);
  return flag ? flag === 'WORK' : !isWeekend(date);
}

/**
 * The first `count` working days after `date`, which itself does not count (L26), oldest first: the last of them is
 * "n working days on". Monday to Friday where the notice is not out.
 */
export function likelyWorkingDaysAfter(
  date: string,
  count: number,
  calendar: HolidayCalendar,
  works: typeof isLikelyWorkingDay = isLikelyWorkingDay,
): string[] {
  const days: string[] = [];
  for (let day = addDays(date, 1); days.length < count; day = addDays(day, 1))
    if (works(day, calendar)) days.push(day);
  return days;
}

/** The `count`-th working day after `date`, or `date` itself for 0 (C7, L26). */
export const likelyWorkingDayAfter = (date: string, count: number, calendar: HolidayCalendar): string =>
  likelyWorkingDaysAfter(date, count, calendar).at(-1) ?? date;

/** `date`, or the next working day when it is none (L26, D6). */
export const rolledOn = (date: string, calendar: HolidayCalendar): string =>
  likelyWorkingDayAfter(addDays(date, -1), 1, calendar);

/** The first working day after `date`. @throws {UnknownYearError} */
export const nextWorkingDay = (date: string, calendar: HolidayCalendar): string =>
  addWorkingDays(date, 1, calendar);

/**
 * The `count`-th working day after `date`; `date` itself for 0.
 * @throws {UnknownYearError} {RangeError} count is not a whole number of 0 or more
 */
export function addWorkingDays(date: string, count: number, calendar: HolidayCalendar): string {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`Not a number of working days: ${count}`);
  return likelyWorkingDaysAfter(date, count, calendar, isWorkingDay).at(-1) ?? date;
}

/** The working days from `from` to `to`, both included, oldest first; Monday to Friday where the notice is not out. */
export function likelyWorkingDaysBetween(from: string, to: string, calendar: HolidayCalendar): string[] {
  return daysFrom(from, to).filter((day) => isLikelyWorkingDay(day, calendar));
}

/**
 * Years whose notice is missing and could still move a period from `from` to `to` (both included): a year that it
 * touches (K3), and next year's when it touches 20-31 December, which that notice may rename (D7).
 */
export function missingNotices(from: string, to: string, calendar: HolidayCalendar): number[] {
  const missing: number[] = [];
  for (let year = yearOf(from); year <= yearOf(to) + 1; year++) {
    const touched = from <= `${year}-12-31` && to >= `${year - 1}-12-20`;
    if (touched && !knowsYear(calendar, year)) missing.push(year);
  }
  return missing;
}

/** Drops entries that say what the weekday says already: `OFF` on a weekend, `WORK` on Monday to Friday. */
export function normaliseDays(days: Readonly<Record<string, DayFlag>>): Record<string, DayFlag> {
  const telling = Object.entries(days).filter(([date, flag]) => (flag === 'WORK') === isWeekend(date));
  return Object.fromEntries(telling.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * One calendar out of several, the later in `layers` winning: a base, an amendment (which may take back a make-up day
 * by naming it `OFF`), a newer full version, a province's own order. A layer of the first one's jurisdiction replaces
 * the whole arrangement of every year that it lists; all others change only the days that they name.
 */
export function mergeCalendars(
  id: string,
  layers: readonly [HolidayCalendar, ...HolidayCalendar[]],
): HolidayCalendar {
  const jurisdiction = layers[0].jurisdiction;
  const years = new Set<number>();
  let days: [string, DayFlag][] = [];
  for (const layer of layers) {
    if (layer.jurisdiction === jurisdiction) {
      days = days.filter(([date]) => !layer.years.includes(arrangementYear(date)));
      for (const year of layer.years) years.add(year);
    }
    days.push(...Object.entries(layer.days));
  }
  const notices = new Map(layers.flatMap((layer) => layer.notices).map((notice) => [notice.url, notice]));
  const merged: HolidayCalendar = {
    id,
    jurisdiction,
    years: [...years].sort((a, b) => a - b),
    notices: [...notices.values()].sort((a, b) => (a.publishedAt < b.publishedAt ? -1 : 1)),
    days: normaliseDays(Object.fromEntries(days)),
  };
  return { ...merged, sha256: calendarHash(merged) };
}

/** SHA-256 of the canonical JSON of the calendar without its own `sha256`: what a proof refers to (K4). */
export function calendarHash(calendar: HolidayCalendar): string {
  const { sha256: _, ...content } = calendar;
  return canonicalHash(content);
}

/** The day on which the newest notice in the calendar came out. */
export function publishedOn(calendar: HolidayCalendar): string {
  return (
    calendar.notices
      .map((notice) => notice.publishedAt)
      .sort()
      .at(-1) ?? ''
  );
}

/**
 * The newest version that was public on `date` (K1); undefined when none was.
 * @later npm run verify
 */
export function calendarAsOf(
  calendars: readonly HolidayCalendar[],
  date: string,
): HolidayCalendar | undefined {
  const known = calendars.filter((calendar) => publishedOn(calendar) <= date);
  return known.reduce<HolidayCalendar | undefined>(
    (best, calendar) => (best && publishedOn(best) > publishedOn(calendar) ? best : calendar),
    undefined,
  );
}

/** Number of working days of each year that the calendar knows: what the two persons who load it are shown (D9). */
export function workingDayCounts(calendar: HolidayCalendar): { year: number; workingDays: number }[] {
  return calendar.years.map((year) => ({
    year,
    workingDays: likelyWorkingDaysBetween(`${year}-01-01`, `${year}-12-31`, calendar).length,
  }));
}

/**
 * Whether a calendar may be loaded (D9): plausible counts, make-up days on weekends, free days on Monday to Friday,
 * no day outside the years that its notices speak of, no year twice, the checksum right. All problems at once.
 */
export function checkCalendar(calendar: HolidayCalendar): Outcome<{ year: number; workingDays: number }[]> {
  const counts = workingDayCounts(calendar);
  const problems: Finding[] = [];
  const { min, max } = PLAUSIBLE_WORKING_DAYS;
  for (const { year, workingDays: found } of counts) {
    if (found >= min && found <= max) continue;
    const facts = { field: `years/${year}`, found, allowed: `${min}-${max}`, words: { year, min, max } };
    problems.push(find('CALENDAR_COUNT', facts));
  }
  for (const [date, flag] of Object.entries(calendar.days))
    problems.push(...dayProblems(date, flag, calendar));
  if (new Set(calendar.years).size !== calendar.years.length)
    problems.push(find('CALENDAR_YEAR_TWICE', { field: 'years', found: calendar.years.join(',') }));
  if (calendar.sha256 !== undefined && calendar.sha256 !== calendarHash(calendar))
    problems.push(find('CALENDAR_HASH', { field: 'sha256', found: calendar.sha256 }));
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: counts, advice: [] };
}

function dayProblems(date: string, flag: DayFlag, calendar: HolidayCalendar): Finding[] {
  const facts = { field: `days/${date}`, found: flag, words: { date } };
  const problems: Finding[] = [];
  if (flag === 'WORK' && !isWeekend(date)) problems.push(find('CALENDAR_MAKEUP_DAY', facts));
  if (flag === 'OFF' && isWeekend(date)) problems.push(find('CALENDAR_FREE_DAY', facts));
  if (!knowsYear(calendar, yearOf(date)) && !knowsYear(calendar, arrangementYear(date)))
    problems.push(find('CALENDAR_DAY_OUTSIDE', facts));
  return problems;
}

/** The year whose notice speaks of the day: 20-31 December belong to the next one's (D7). */
function arrangementYear(date: string): number {
  return date.slice(5) >= '12-20' ? yearOf(date) + 1 : yearOf(date);
}

function flagOf(calendar: HolidayCalendar, date: string): DayFlag | undefined {
  return Object.hasOwn(calendar.days, date) ? calendar.days[date] : undefined;
}

function daysFrom(from: string, to: string): string[] {
  const first = dayNumber(from);
  const length = Math.max(0, dayNumber(to) - first + 1);
  return Array.from({ length }, (_, index) => dateOfDayNumber(first + index));
}
