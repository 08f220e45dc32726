import { describe, expect, test } from 'vitest';
import type { Plan } from '../../../../shared/contracts/plan.ts';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import { batchAt, heldBatch, nextBatch, planInBatch } from '../../../../shared/rules/plan/batches.ts';
import { factsOf } from '../../../../shared/rules/plan/facts.ts';
import { planForSeason } from '../../../../shared/rules/plan/plan.ts';
import { hangzhouEngineer2020 } from '../../../fixtures/plans.ts';

/** D39: batches by the day of submitting; D32: days that leave room for the unit. */

const { close } = hangzhouEngineer2020.windows.declare;
const batches = [
  {
    ...{ code: '1', names: { zh: '第一批' }, submitBy: '2020-09-11', unitReportBy: '2020-09-25' },
    ...{ cutoffDate: '2020-09-30', session: '2020-10' },
  },
  {
    ...{ code: '2', names: { zh: '第二批' }, submitBy: close, unitReportBy: '2020-12-31' },
    ...{ cutoffDate: '2020-12-31', session: '2021-01' },
  },
];
function planWith(change: (windows: Plan['windows']) => void = () => undefined): Plan {
  const plan = structuredClone(hangzhouEngineer2020);
  plan.windows.batches = structuredClone(batches);
  plan.windows.unitReview = null;
  change(plan.windows);
  return plan;
}

describe('batches of a plan (D39)', () => {
  test.each([
    ['2020-09-01T00:00:00.000Z', '1'],
    ['2020-09-11T15:59:59.999Z', '1'],
    ['2020-09-11T16:00:00.000Z', '2'],
    ['2030-01-01T00:00:00.000Z', '2'],
  ])('L26: at %s it is batch %s', (now, code) => {
    expect(batchAt(planWith(), now)?.code).toBe(code);
  });

  test('after the last there is none, and a plan without any has none', () => {
    expect(nextBatch(planWith(), '1')?.code).toBe('2');
    expect(nextBatch(planWith(), '2')).toBeUndefined();
    expect(nextBatch(planWith(), undefined)).toBeUndefined();
    expect(batchAt(hangzhouEngineer2020, '2020-09-01T00:00:00.000Z')).toBeUndefined();
    expect(planInBatch(hangzhouEngineer2020, '1')).toBe(hangzhouEngineer2020);
  });

  test('Q8: years are counted to the batch’s own day', () => {
    const data = { work: [{ period: { from: '2019-11-01' }, unitName: '甲', post: '乙' }] };
    const years = (code: string) => factsOf({ plan: planInBatch(planWith(), code), data }).workYears;
    expect([years('1'), years('2')]).toEqual([0, 1]);
  });

  test('D40: the end of the batch is that of the batch that it is in', () => {
    expect(heldBatch(planInBatch(planWith(), '1'))?.submitBy).toBe('2020-09-11');
    expect(heldBatch(planInBatch(planWith(), '2'))?.submitBy).toBe(close);
    expect(heldBatch(planWith())).toBeUndefined();
    expect(heldBatch(hangzhouEngineer2020)).toBeUndefined();
  });

  test.each<[string, (windows: Plan['windows']) => void, string[]]>([
    ['two in order', () => undefined, []],
    ['one alone', (w) => void w.batches?.shift(), []],
    ['in the wrong order', (w) => void w.batches?.reverse(), ['PLAN_BATCH_ORDER', 'PLAN_BATCH_COVER']],
    ['a day of declaring that is in none', (w) => void w.batches?.pop(), ['PLAN_BATCH_COVER']],
    [
      'no room for the publicity inside the unit',
      (w) => Object.assign(w.batches![0]!, { unitReportBy: '2020-09-15' }),
      ['PLAN_REPORT_SHORT'],
    ],
    [
      'a session before the unit’s day',
      (w) => Object.assign(w.batches![0]!, { session: '2020-08' }),
      ['PLAN_BATCH_SESSION'],
    ],
    ['the same code twice', (w) => Object.assign(w.batches![1]!, { code: '1' }), ['PLAN_CODE_TWICE']],
    [
      'a second day for the unit',
      (w) => Object.assign(w, { unitReview: { close: '2020-12-31' } }),
      ['PLAN_DEADLINE_ORDER', 'PLAN_BATCH_TWO_DAYS'],
    ],
    [
      'D32: a unit’s day without batches and without room',
      (w) => Object.assign(w, { batches: undefined, unitReview: { close } }),
      ['PLAN_REPORT_SHORT'],
    ],
  ])('the linter on %s', (_, change, codes) => {
    expect([...new Set(lintPlan(planWith(change)).map(({ code }) => code))]).toEqual(codes);
  });

  test('a demonstration moves them with everything else', () => {
    const moved = planForSeason(planWith(), '2026-01-05').windows;
    expect(moved.batches?.at(-1)?.submitBy).toBe(moved.declare.close);
  });
});
