import type { Bilingual, Finding } from '../../contracts/finding.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import type { FindingFacts } from './finding.ts';
import { find } from './findings.ts';

/** What can be said of any dates that a person fills in. A day that is missing or is none is somebody else's business. */

/** A day as its finding names it. */
export interface DayAt {
  readonly day: string | undefined;
  readonly field: string;
  readonly what: Bilingual;
}

const isDay = (day: string | undefined): day is string => day !== undefined && isLocalDate(day);

/** Something that has happened cannot lie after today. */
export function checkPast(
  { day, field, what }: DayAt,
  today: string,
  rule?: FindingFacts['rule'],
): Finding[] {
  if (!isDay(day) || day <= today) return [];
  return [find('DATE_FUTURE', { field, found: day, allowed: today, rule, words: { what } })];
}

/** What ends cannot have ended before it began. Told at the later one of the two. */
export function checkOrder(earlier: DayAt, later: DayAt, rule?: FindingFacts['rule']): Finding[] {
  if (!isDay(earlier.day) || !isDay(later.day) || earlier.day <= later.day) return [];
  const words = { what: later.what, allowed: earlier.what };
  return [find('DATE_ORDER', { field: later.field, found: later.day, allowed: earlier.day, rule, words })];
}
