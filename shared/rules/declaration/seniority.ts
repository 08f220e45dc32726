import type { Finding } from '../../contracts/finding.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import { addDays, addYears, dayNumber, formatDate } from '../calendar/local-date.ts';
import { type Counting, countedFrom } from '../plan/year-counts.ts';
import { find } from './findings.ts';

/** An appointment; `to` is its last day, absent while it lasts. Dates in Shanghai. */
export interface AppointmentPeriod {
  readonly from: string;
  readonly to?: string | undefined;
}

export interface Seniority {
  readonly enough: boolean;
  /** What is held against the cut-off: merged periods, oldest first; `end` is the first day after, or the cut-off. */
  readonly periods: readonly { readonly from: string; readonly end: string }[];
  /** Days served, the cut-off day itself not among them. */
  readonly days: number;
  /** Days that separate periods must add up to: 1461 for four years (Q8). */
  readonly daysNeeded: number;
  /** Given one period: the day on which it is, or was, enough. */
  readonly completeOn?: string;
}

/**
 * Whether appointments reach so many full years at the cut-off date (R49 满4年; Q8). Periods that touch or overlap are
 * one. A period is enough when its anniversary is not after its end (L27, L28: the anniversary itself is enough); an
 * ended one is measured on the day after its last day, so that 2012-01-01 to 2015-12-31 is four years. Separate
 * periods are enough when their days add up to `years` × 365.25, rounded up.
 */
export function seniorityAt(periods: readonly AppointmentPeriod[], cutoff: string, years: number): Seniority {
  const merged = mergePeriods(periods, cutoff);
  const days = merged.reduce((sum, { from, end }) => sum + dayNumber(end) - dayNumber(from), 0);
  const daysNeeded = Math.ceil((years * 1461) / 4);
  const byAnniversary = merged.some(({ from, end }) => addYears(from, years) <= end);
  const only = merged.length === 1 ? merged[0] : undefined;
  return {
    enough: byAnniversary || (merged.length > 1 && days >= daysNeeded),
    periods: merged,
    days,
    daysNeeded,
    ...(only ? { completeOn: addYears(only.from, years) } : {}),
  };
}

/** The same by a date function of the plan (D40): nothing before the day from which it counts is served. */
export function seniorityBy(
  periods: readonly AppointmentPeriod[],
  { by, lastDay, measuredOn }: Counting,
  years: number,
): Seniority {
  const first = periods
    .map(({ from }) => from)
    .filter(isLocalDate)
    .sort()[0];
  const start = first === undefined ? undefined : countedFrom(by, first);
  const served = periods.map(({ from, to }) => ({
    from: start !== undefined && from < start ? start : from,
    to,
  }));
  const result = seniorityAt(served, measuredOn, years);
  const { completeOn } = result;
  return completeOn === undefined || lastDay === measuredOn
    ? result
    : { ...result, completeOn: addDays(completeOn, -1) };
}

/** R49 as a finding; nothing when the years are reached. */
export function checkSeniority(
  periods: readonly AppointmentPeriod[],
  counting: Counting,
  years: number,
  field = 'appointments',
): Finding[] {
  const result = seniorityBy(periods, counting, years);
  if (result.enough) return [];
  const cutoff = counting.lastDay;
  const { days, daysNeeded, completeOn } = result;
  const why = completeOn
    ? { zh: `到${formatDate(completeOn)}才满${years}年`, en: `${years} years are reached on ${completeOn}` }
    : { zh: `合计${days}天，须满${daysNeeded}天`, en: `${days} days in all, ${daysNeeded} needed` };
  const words = { cutoff: { zh: formatDate(cutoff), en: cutoff }, years, why };
  return [find('ATT_APPOINT_4Y', { field, found: days, allowed: daysNeeded, words })];
}

function mergePeriods(
  periods: readonly AppointmentPeriod[],
  cutoff: string,
): { from: string; end: string }[] {
  const clipped = periods
    .filter(({ from, to }) => isLocalDate(from) && (to === undefined || isLocalDate(to)))
    .map(({ from, to }) => ({ from, end: to === undefined || to >= cutoff ? cutoff : addDays(to, 1) }))
    .filter(({ from, end }) => from < end)
    .sort((a, b) => (a.from < b.from ? -1 : 1));
  const merged: { from: string; end: string }[] = [];
  for (const period of clipped) {
    const last = merged.at(-1);
    if (last && period.from <= last.end) {
      if (period.end > last.end) last.end = period.end;
    } else {
      merged.push(period);
    }
  }
  return merged;
}
