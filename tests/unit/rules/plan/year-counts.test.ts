import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import { type DateFunction, dateFunctions } from '../../../../shared/contracts/plan-years.ts';
import { addDays, addYears, dateOfDayNumber } from '../../../../shared/rules/calendar/local-date.ts';
import {
  agingOf,
  countingOf,
  presentTitle,
  reachedOn,
  yearsBy,
} from '../../../../shared/rules/plan/year-counts.ts';
import { plan as base } from '../declaration/fixture.ts';

const until = (cutoffDate: string, close = '2023-09-15'): Plan => ({
  ...base,
  windows: { ...base.windows, cutoffDate, declare: { ...base.windows.declare, close } },
});

describe('D40: the date functions of a plan', () => {
  test.each<[DateFunction, string, string, number]>([
    // from, cut-off date
    ['ANNIVERSARY', '2018-12-20', '2023-12-20', 5],
    ['ANNIVERSARY', '2018-12-20', '2023-12-19', 4],
    ['ANNIVERSARY', '2018-12-31', '2023-12-31', 5],
    ['ANNIVERSARY', '2019-01-01', '2023-12-31', 4],
    ['ANNIVERSARY', '2020-02-29', '2023-02-28', 3],
    ['ANNIVERSARY', '2020-02-29', '2024-02-28', 3],
    ['ANNIVERSARY', '2020-02-29', '2024-02-29', 4],
    ['YEAR_END', '2018-12-20', '2023-06-30', 5],
    ['YEAR_END', '2018-12-31', '2023-06-30', 5],
    ['YEAR_END', '2019-01-01', '2023-06-30', 5],
    ['YEAR_END', '2019-01-02', '2023-06-30', 4],
    ['YEAR_END', '2020-02-29', '2023-01-01', 3],
    ['NEXT_YEAR', '2018-01-01', '2023-12-31', 5],
    ['NEXT_YEAR', '2018-12-31', '2023-12-31', 5],
    ['NEXT_YEAR', '2018-12-31', '2023-12-30', 4],
    ['NEXT_YEAR', '2020-02-29', '2023-12-31', 3],
    ['NEXT_YEAR', '2023-03-01', '2023-12-31', 0],
    ['BATCH_END', '2018-09-16', '2023-12-31', 5],
    ['BATCH_END', '2018-09-17', '2023-12-31', 4],
    ['BATCH_END', '2020-02-29', '2023-12-31', 3],
  ])('%s from %s, cut-off %s: %i full years', (by, day, cutoff, years) => {
    expect(yearsBy(countingOf(until(cutoff), by), day)).toBe(years);
  });

  test('an age is reached on its day, and the day after the last one is not waited for', () => {
    const plan = until('2020-12-31');
    const by = {
      appointment: 'ANNIVERSARY',
      title: 'ANNIVERSARY',
      education: 'ANNIVERSARY',
      work: 'ANNIVERSARY',
    } as const;
    const aged = (age: 'YEAR_END' | 'ANNIVERSARY') =>
      agingOf({ ...plan, years: { by: { ...by, age }, needs: [] } });
    for (const age of ['YEAR_END', 'ANNIVERSARY'] as const) {
      expect(yearsBy(aged(age), '1970-12-31')).toBe(50);
      expect(yearsBy(aged(age), '1971-01-01')).toBe(49);
    }
  });

  const day = fc.integer({ min: 0, max: 25_000 }).map(dateOfDayNumber);

  test('a later last day never takes years away; a count from the year after never has more', () => {
    fc.assert(
      fc.property(day, day, fc.nat(800), fc.constantFrom(...dateFunctions), (from, cutoff, more, by) => {
        const years = yearsBy(countingOf(until(cutoff, cutoff), by), from);
        const later = addDays(cutoff, more);
        expect(yearsBy(countingOf(until(later, later), by), from)).toBeGreaterThanOrEqual(years);
        const plain = yearsBy(countingOf(until(cutoff), 'ANNIVERSARY'), from);
        expect(yearsBy(countingOf(until(cutoff), 'YEAR_END'), from)).toBeGreaterThanOrEqual(plain);
        expect(yearsBy(countingOf(until(cutoff), 'NEXT_YEAR'), from)).toBeLessThanOrEqual(
          yearsBy(countingOf(until(cutoff), 'YEAR_END'), from),
        );
      }),
    );
  });

  test('the day that is named as the first on which it is enough is that day', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 1, max: 20 }),
        fc.constantFrom(...dateFunctions),
        (from, years, by) => {
          const on = reachedOn(countingOf(until('2023-12-31'), by), from, years);
          expect(yearsBy(countingOf(until(on, on), by), from)).toBe(years);
          const before = by === 'YEAR_END' ? addYears(on, -1) : addDays(on, -1);
          expect(yearsBy(countingOf(until(before, before), by), from)).toBe(years - 1);
        },
      ),
    );
  });
});

describe('D31: the present title among several', () => {
  const plan = until('2023-12-31');
  const byDocument: Plan = {
    ...plan,
    certificate: { ...plan.certificate, qualificationDate: 'DOCUMENT_DATE' },
  };
  const engineer = { level: 'MID', name: '工程师', passedAt: '2018-12-20', issuedAt: '2019-03-01' } as const;
  const economist = { level: 'MID', name: '经济师', passedAt: '2016-11-05', issuedAt: '2017-01-10' } as const;
  const assistant = { level: 'ASSISTANT', name: '助理工程师', passedAt: '2012-12-01' } as const;

  test.each([
    ['none', [], undefined, undefined],
    ['the highest level, not the oldest title', [assistant, engineer], undefined, '2018-12-20'],
    ['of two at one level the one held longest', [engineer, economist, assistant], undefined, '2016-11-05'],
    [
      'one without its day stands last',
      [{ ...economist, passedAt: undefined }, engineer],
      undefined,
      '2018-12-20',
    ],
    ['of a level and above', [assistant, engineer], 'ASSISTANT', '2012-12-01'],
    ['none of that level', [assistant], 'MID', undefined],
  ] as const)('%s', (_, titles, level, day) => {
    expect(presentTitle(plan, { titles: titles.map((one) => ({ ...one })) }, level)?.day).toBe(day);
  });

  test('C14: the vote counts, or the document, as the plan says', () => {
    expect(presentTitle(plan, { titles: [engineer] })?.day).toBe('2018-12-20');
    expect(presentTitle(byDocument, { titles: [engineer] })?.day).toBe('2019-03-01');
  });
});
