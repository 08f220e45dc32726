import { describe, expect, test } from 'vitest';
import type { DeadlineSpec } from '../../../../shared/contracts/calendar.ts';
import { atTime, endOfDay } from '../../../../shared/rules/calendar/local-date.ts';
import { judgePayment, lapsesAt, paymentWindow, yuan } from '../../../../shared/rules/payment/payment.ts';
import { nationalCalendars } from '../../../fixtures/plans.ts';

const calendar = nationalCalendars.at(-1)!;
const dueIn = (days: number, unit: 'CALENDAR' | 'WORKING'): DeadlineSpec => ({
  mode: 'AFTER_NOTICE',
  days,
  unit,
});

describe('R59: the payment window', () => {
  test.each<[string, number, 'CALENDAR' | 'WORKING', string, string]>([
    ['2020-11-02', 7, 'CALENDAR', '2020-11-09', 'the day of opening does not count (L26)'],
    ['2020-11-04', 3, 'CALENDAR', '2020-11-09', 'a last Saturday rolls on to Monday (L26)'],
    ['2020-09-25', 7, 'CALENDAR', '2020-10-09', 'into National Day: first day after it'],
    ['2020-09-20', 7, 'CALENDAR', '2020-09-27', 'a make-up Sunday is a working day'],
    ['2020-11-02', 5, 'WORKING', '2020-11-09', 'working days'],
    ['2020-09-25', 5, 'WORKING', '2020-10-09', 'working days across National Day'],
    ['2020-12-31', 1, 'WORKING', '2021-01-04', 'across the year'],
  ])('opened %s for %i %s day(s): to 24:00 of %s (%s)', (date, days, unit, last) => {
    expect(paymentWindow(atTime(date, '14:00'), dueIn(days, unit), calendar)).toMatchObject({
      openAt: atTime(date, '14:00'),
      lastDay: last,
      closeAt: endOfDay(last),
      provisional: false,
    });
  });

  test('a fixed last day is taken as it stands, Saturday or not', () => {
    const window = paymentWindow(
      atTime('2020-11-02', '14:00'),
      { mode: 'FIXED', close: '2020-11-07' },
      calendar,
    );
    expect(window).toMatchObject({
      lastDay: '2020-11-07',
      closeAt: endOfDay('2020-11-07'),
      provisional: false,
    });
  });

  test('K3: into a year whose notice is not out, the day is provisional', () => {
    expect(paymentWindow(atTime('2026-12-28', '14:00'), dueIn(7, 'CALENDAR'), calendar).provisional).toBe(
      true,
    );
    expect(paymentWindow(atTime('2026-12-01', '14:00'), dueIn(7, 'CALENDAR'), calendar).provisional).toBe(
      false,
    );
  });

  test('T17: half an hour more when a payment was begun before the close, and only then', () => {
    const window = { closeAt: endOfDay('2020-11-09') };
    expect(lapsesAt(window)).toBe('2020-11-09T16:00:00.000Z');
    expect(lapsesAt(window, atTime('2020-11-09', '23:59'))).toBe('2020-11-09T16:30:00.000Z');
    expect(lapsesAt(window, endOfDay('2020-11-09'))).toBe(window.closeAt);
    expect(lapsesAt(window, atTime('2020-11-09', '23:59'), 10)).toBe('2020-11-09T16:10:00.000Z');
  });
});

describe('§7.4: a gateway callback', () => {
  const due = { openAt: atTime('2020-11-02', '14:00'), closeAt: endOfDay('2020-11-09'), amountFen: 26_000 };
  const notice = (paidAt: string, amountFen = 26_000, transactionId = 'T1') => ({
    transactionId,
    paidAt,
    amountFen,
  });

  test.each([
    ['2020-11-02T06:00:00.000Z', 'IN_TIME', false],
    ['2020-11-09T15:59:50.000Z', 'IN_TIME', false],
    ['2020-11-09T15:59:59.999Z', 'IN_TIME', false],
    ['2020-11-09T16:00:00.000Z', 'LATE', true],
    ['2020-11-09T16:10:00.000Z', 'LATE', true],
    ['2020-11-02T05:59:59.999Z', 'EARLY', false],
  ])('R59: paid at %s: %s, refund %s', (paidAt, kind, refund) => {
    expect(judgePayment(due, notice(paidAt))).toMatchObject({ kind, refund });
  });

  test('paid 23:59:50 and told at 00:03 is in time: the gateway’s time is written with its own zone', () => {
    expect(judgePayment(due, notice('2020-11-09T23:59:50+08:00')).kind).toBe('IN_TIME');
  });

  test('T16: a wrong amount moves nothing and goes back', () => {
    const verdict = judgePayment(due, notice('2020-11-05T00:00:00.000Z', 25_999));
    expect(verdict).toMatchObject({
      kind: 'WRONG_AMOUNT',
      refund: true,
      finding: { found: 25_999, allowed: 26_000 },
    });
    expect(verdict.finding?.message.zh).toBe('应缴260.00元，实收259.99元，款项将原路退回');
  });

  test('the same transaction told again does nothing; another one goes back, whenever and whatever it paid', () => {
    const settled = { ...due, settledBy: 'T1' };
    expect(judgePayment(settled, notice('2020-11-05T00:00:00.000Z'))).toEqual({
      kind: 'REPEATED',
      refund: false,
    });
    expect(judgePayment(settled, notice('2020-11-05T00:00:00.000Z', 26_000, 'T2'))).toMatchObject({
      kind: 'DUPLICATE',
      refund: true,
    });
    expect(judgePayment(settled, notice('2020-12-05T00:00:00.000Z', 1, 'T3'))).toMatchObject({
      kind: 'DUPLICATE',
      refund: true,
    });
  });

  test.each([
    [0, '0.00'],
    [5, '0.05'],
    [12_345, '123.45'],
    [-100, '-1.00'],
  ])('%i fen is CNY %s', (fen, text) => {
    expect(yuan(fen)).toBe(text);
  });
});
