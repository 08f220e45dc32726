import type { HolidayCalendar } from '../../contracts/calendar.ts';
import { addDays, daysBetween, epochMs, instantOf, isBefore, localDateOf } from './local-date.ts';
import { likelyWorkingDaysBetween } from './working-days.ts';

/**
 * Where a deadline stands: days ahead, its last day, or passed. `days` are whole days between today and the last day,
 * in the state's direction; `workingDays` are those of them that work (none when the last day and all before it are
 * free). Passed on the very day, at an hour of it, is 0 days ago.
 */
export interface DeadlineLeft {
  readonly state: 'AHEAD' | 'LAST_DAY' | 'PASSED';
  readonly days: number;
  readonly workingDays: number;
}

/** The last day of a deadline: 24:00 belongs to the day that ends then (L26). */
export const lastDayOf = (dueAt: string): string => localDateOf(instantOf(epochMs(dueAt) - 1));

/** Before a notice is out Monday to Friday are counted. @param now ISO 8601 instant */
export function deadlineLeft(now: string, dueAt: string, calendar: HolidayCalendar): DeadlineLeft {
  const [today, last] = [localDateOf(now), lastDayOf(dueAt)];
  const working = (after: string, to: string) =>
    likelyWorkingDaysBetween(addDays(after, 1), to, calendar).length;
  if (!isBefore(now, dueAt))
    return { state: 'PASSED', days: daysBetween(last, today), workingDays: working(last, today) };
  const days = daysBetween(today, last);
  if (days === 0) return { state: 'LAST_DAY', days, workingDays: 0 };
  return { state: 'AHEAD', days, workingDays: working(today, last) };
}
