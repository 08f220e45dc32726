import type { DeclarationData } from '../../contracts/declaration.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import { isLocalDate } from '../../contracts/local-date.ts';
import { checkOrder, checkPast, type DayAt } from '../base/dates.ts';
import { addYears, yearOf } from '../calendar/local-date.ts';
import { find } from './findings.ts';
import { partOf, rowName } from './part-names.ts';

/**
 * A life in its order (R25): what the data page says of studies, work and titles, against the calendar and the date of
 * birth. Refused is what cannot be; what is only rare, as two employers at once or a start at fifteen, is advice.
 */

export interface LifeContext {
  readonly birthDate?: string | undefined;
  /** Civil date in Shanghai. */
  readonly today: string;
}

/** Ages in full years: below `never` a date is wrong, below `seldom` it is asked about. */
const youngest = {
  graduated: { never: 10, seldom: 16 },
  work: { never: 10, seldom: 16 },
  title: { never: 16, seldom: 18 },
} as const;

interface Event extends DayAt {
  readonly kind: keyof typeof youngest;
  /** What happened, as its age is told. */
  readonly act: Bilingual;
}

type Period = { readonly from: string; readonly to?: string | undefined };

/** Everything against the calendar and the birth, at once. */
export function checkLife(data: DeclarationData, ctx: LifeContext): Finding[] {
  const work = (data.work ?? []).map(({ period }) => period);
  const held = data.appointment?.periods ?? [];
  return [
    ...checkStudies(data, ctx),
    ...checkPeriods('workItem', work, (i) => `/data/work/${i}/period`, ctx),
    ...work.flatMap(({ to }, i) => checkToCome(to, i, ctx)),
    ...checkTitles(data, ctx),
    ...checkPeriods('period', held, (i) => `/data/appointment/periods/${i}`, ctx),
  ];
}

function checkStudies({ educations = [] }: DeclarationData, ctx: LifeContext): Finding[] {
  return educations.flatMap(({ from, graduated }, i) => {
    const begin = { day: from, field: `/data/educations/${i}/from`, what: partOf('education', i, 'started') };
    const end: Event = {
      day: graduated,
      field: `/data/educations/${i}/graduated`,
      what: partOf('education', i, 'graduated'),
      kind: 'graduated',
      act: { zh: `“${rowName('education', i).zh}”毕业`, en: `Graduation of ${rowName('education', i).en}` },
    };
    return [
      ...checkPast(begin, ctx.today),
      ...checkPast(end, ctx.today),
      ...checkOrder(begin, end),
      ...checkBirth(begin, ctx),
      ...checkAge(end, ctx),
    ];
  });
}

/** D31: first the vote, then the document; neither is to come. */
function checkTitles({ titles = [] }: DeclarationData, ctx: LifeContext): Finding[] {
  return titles.flatMap(({ passedAt, issuedAt }, i) => {
    const name = rowName('heldTitle', i);
    const passed: Event = {
      day: passedAt,
      field: `/data/titles/${i}/passedAt`,
      what: partOf('heldTitle', i, 'passedAt'),
      kind: 'title',
      act: { zh: `取得“${name.zh}”`, en: `Gaining ${name.en}` },
    };
    const issued = {
      day: issuedAt,
      field: `/data/titles/${i}/issuedAt`,
      what: partOf('heldTitle', i, 'issuedAt'),
    };
    return [
      ...checkPast(passed, ctx.today),
      ...checkPast(issued, ctx.today),
      ...checkOrder(passed, issued),
      ...checkAge(passed, ctx),
      ...checkBirth(issued, ctx),
    ];
  });
}

function checkPeriods(
  row: 'workItem' | 'period',
  periods: readonly Period[],
  at: (i: number) => string,
  ctx: LifeContext,
): Finding[] {
  return periods.flatMap((period, i) => {
    const name = rowName(row, i);
    const begin: Event = {
      day: period.from,
      field: `${at(i)}/from`,
      what: partOf(row, i, 'from'),
      kind: row === 'period' ? 'title' : 'work',
      act: { zh: `“${name.zh}”开始`, en: `Beginning of ${name.en}` },
    };
    const end = { day: period.to, field: `${at(i)}/to`, what: partOf(row, i, 'to') };
    const other = periods.slice(0, i).findIndex((one) => overlap(one, period));
    const words = { what: name, allowed: rowName(row, other) };
    return [
      ...checkPast(begin, ctx.today),
      ...checkOrder(begin, end),
      ...checkAge(begin, ctx),
      ...(other < 0 ? [] : [find('LIFE_OVERLAP', { field: begin.field, words })]),
    ];
  });
}

/** A day on which one ends and the next begins is no overlap. Periods that are none overlap with nothing. */
function overlap(a: Period, b: Period): boolean {
  const end = (one: Period) => one.to ?? '9999-12-31';
  const real = (one: Period) => isLocalDate(one.from) && one.from <= end(one);
  return real(a) && real(b) && a.from < end(b) && b.from < end(a);
}

/** An employment may be known to end; mostly the day was meant to be left out. */
function checkToCome(to: string | undefined, i: number, { today }: LifeContext): Finding[] {
  if (to === undefined || to <= today) return [];
  const words = { what: partOf('workItem', i, 'to') };
  return [find('LIFE_TO_COME', { field: `/data/work/${i}/period/to`, found: to, allowed: today, words })];
}

function checkBirth({ day, field, what }: DayAt, { birthDate }: LifeContext): Finding[] {
  if (!birthDate || !day || day >= birthDate) return [];
  return [find('LIFE_BEFORE_BIRTH', { field, found: day, words: { what } })];
}

function checkAge(event: Event, ctx: LifeContext): Finding[] {
  const born = checkBirth(event, ctx);
  const { day, field, act, kind } = event;
  const { birthDate = '' } = ctx;
  if (born.length > 0 || !day || ![day, birthDate].every(isLocalDate)) return born;
  const { never, seldom } = youngest[kind];
  const found = ageAt(day, birthDate);
  if (found >= seldom) return [];
  return [find(found < never ? 'LIFE_TOO_YOUNG' : 'LIFE_YOUNG', { field, found, words: { what: act } })];
}

function ageAt(day: string, birthDate: string): number {
  const years = yearOf(day) - yearOf(birthDate);
  return addYears(birthDate, years) > day ? years - 1 : years;
}
