import type { DeclarationData, TitleHeld } from '../../contracts/declaration.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import type { Plan } from '../../contracts/plan.ts';
import { type TitleLevel, titleLevels } from '../../contracts/plan-attachments.ts';
import type { DateFunction, Years } from '../../contracts/plan-years.ts';
import { addDays, addYears, yearOf } from '../calendar/local-date.ts';
import { heldBatch } from './batches.ts';

/**
 * The date functions of plans (D40). Each answers from which day and up to which day years are counted. By anniversary
 * the corresponding day itself must have come (L27, Q8); the others count their last day to its end, so that whole
 * calendar years are whole: from 2019-01-01 to the end of 2023 it is five years.
 */

type By = Years['by'];

const byAnniversary: By = {
  appointment: 'ANNIVERSARY',
  title: 'ANNIVERSARY',
  education: 'ANNIVERSARY',
  work: 'ANNIVERSARY',
  age: 'ANNIVERSARY',
};

/** Which function computes which count; by anniversary where a plan says nothing. */
export const countedBy = (plan: Plan): By => plan.years?.by ?? byAnniversary;

export interface Counting {
  readonly by: DateFunction;
  /** The last day that counts. */
  readonly lastDay: string;
  /** The day on which an anniversary must have come: `lastDay`, or the day after it where that counts whole. */
  readonly measuredOn: string;
}

/** Up to when a function of this plan counts. */
export function countingOf(plan: Plan, by: DateFunction): Counting {
  const { cutoffDate } = plan.windows;
  const lastDay =
    by === 'YEAR_END' ? `${yearOf(cutoffDate)}-12-31` : by === 'BATCH_END' ? endOfBatch(plan) : cutoffDate;
  return { by, lastDay, measuredOn: by === 'ANNIVERSARY' ? lastDay : addDays(lastDay, 1) };
}

/** An age is reached on its day, which is not waited for to end. */
export function agingOf(plan: Plan): Counting {
  const counting = countingOf(plan, countedBy(plan).age);
  return { ...counting, measuredOn: counting.lastDay };
}

/** The last day on which the batch takes declarations. */
const endOfBatch = (plan: Plan): string => heldBatch(plan)?.submitBy ?? plan.windows.declare.close;

/** From which day it is counted. */
export const countedFrom = (by: DateFunction, day: string): string =>
  by === 'NEXT_YEAR' ? `${yearOf(day) + 1}-01-01` : day;

/** Full years by then; none before it begins. */
export function yearsBy({ by, measuredOn }: Counting, day: string): number {
  return fullYears(countedFrom(by, day), measuredOn);
}

/** The last day of a count that first makes so many years; where years are counted to their end, the end of that year. */
export function reachedOn({ by, lastDay, measuredOn }: Counting, day: string, years: number): string {
  const anniversary = addYears(countedFrom(by, day), years);
  const on = lastDay === measuredOn ? anniversary : addDays(anniversary, -1);
  return by === 'YEAR_END' ? `${yearOf(on)}-12-31` : on;
}

/** Full years from a day to another; the anniversary itself counts (L27, L28). */
function fullYears(from: string, to: string): number {
  const years = yearOf(to) - yearOf(from);
  return Math.max(0, addYears(from, years) > to ? years - 1 : years);
}

/** Which of a title's two days counts for years: the vote's, or the document's (C14, D31). */
export const titleDayOf = (plan: Plan): 'passedAt' | 'issuedAt' =>
  plan.certificate.qualificationDate === 'VOTE_DATE' ? 'passedAt' : 'issuedAt';

export interface TitleAt {
  readonly title: TitleHeld;
  /** Its place among those declared. */
  readonly index: number;
  /** The day that counts; undefined while it is not told. */
  readonly day: string | undefined;
}

const rank = (level: TitleLevel) => titleLevels.indexOf(level);

/**
 * The title from which years count: of the highest level held, or of `level` and above; of several the one held longest.
 * One whose day is not told yet stands last.
 */
export function presentTitle(plan: Plan, data: DeclarationData, level?: TitleLevel): TitleAt | undefined {
  const key = titleDayOf(plan);
  const held = (data.titles ?? []).map((title, index): TitleAt => {
    const day = title[key];
    return { title, index, day: day !== undefined && isLocalDate(day) ? day : undefined };
  });
  const least = level ? rank(level) : Math.max(...held.map((one) => rank(one.title.level)));
  return held
    .filter((one) => rank(one.title.level) >= least)
    .sort((a, b) => ((a.day ?? '9999') < (b.day ?? '9999') ? -1 : 1))[0];
}

/** The first day of any work that is told. */
export const firstWorked = (data: DeclarationData): string | undefined =>
  (data.work ?? [])
    .map((one) => one.period.from)
    .filter(isLocalDate)
    .sort()[0];

/** Years of an education count from graduation, or from the first work where that came later. */
export function educatedFrom(data: DeclarationData, graduated: string): string {
  const worked = firstWorked(data);
  return worked !== undefined && worked > graduated ? worked : graduated;
}
