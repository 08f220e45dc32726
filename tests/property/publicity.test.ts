import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DayFlag, HolidayCalendar } from '../../shared/contracts/calendar.ts';
import {
  addDays,
  dateOfDayNumber,
  dayNumber,
  endOfDay,
  epochMs,
  localDateOf,
} from '../../shared/rules/calendar/local-date.ts';
import {
  isLikelyWorkingDay,
  isWorkingDay,
  mergeCalendars,
} from '../../shared/rules/calendar/working-days.ts';
import { paymentWindow } from '../../shared/rules/payment/payment.ts';
import { proofOf, verifyProof } from '../../shared/rules/publicity/proof.ts';
import { canClose, computeWindow, recomputeWindow } from '../../shared/rules/publicity/window.ts';
import { nationalCalendars } from '../fixtures/plans.ts';
import { workingDaysBetween } from '../fixtures/working-days.ts';

const newest = nationalCalendars.at(-1)!;
const HOUR = 3_600_000;
const from = epochMs('2019-01-01T00:00:00+08:00');
const instantIn = (years: number) =>
  fc
    .integer({ min: 0, max: years * 365 * 24 * 4 })
    .map((quarters) => new Date(from + (quarters * HOUR) / 4).toISOString());
const request = fc.record({
  publishedAt: instantIn(7),
  workingDays: fc.integer({ min: -2, max: 15 }),
  countStartDay: fc.boolean(),
});

/** A calendar like the newest one, with some days around `near` turned over. */
const amended = (near: string, flags: readonly (DayFlag | 'SAME')[], id: string): HolidayCalendar => {
  const first = dayNumber(near) - 3;
  const days: Record<string, DayFlag> = {};
  flags.forEach((flag, i) => {
    if (flag !== 'SAME') days[dateOfDayNumber(first + i)] = flag;
  });
  const notices = [{ title: 't', url: `urn:${id}`, publishedAt: '2026-01-01' }];
  return mergeCalendars(id, [newest, { id, jurisdiction: 'CN', years: [], notices, days }]);
};
const flags = fc.array(fc.constantFrom<DayFlag | 'SAME'>('SAME', 'SAME', 'SAME', 'OFF', 'WORK'), {
  maxLength: 40,
});

describe('publicity windows', () => {
  test('R63 R65 G2: never closes before n ≥ 5 whole working days are over, and not a day later than needed', () => {
    fc.assert(
      fc.property(request, (asked) => {
        const window = computeWindow({ ...asked, calendar: newest });
        const start = localDateOf(asked.publishedAt);
        const last = addDays(localDateOf(window.closeAt), -1);
        const first = window.countStartDay ? start : addDays(start, 1);
        expect(window.n).toBe(Math.max(5, asked.workingDays));
        expect(workingDaysBetween(first, last, newest)).toEqual(window.countedDays);
        expect(window.countedDays).toHaveLength(window.n);
        expect(window.closeAt).toBe(endOfDay(last));
        expect(isWorkingDay(last, newest)).toBe(true);
        if (!asked.countStartDay) expect(window.countStartDay).toBe(false);
      }),
    );
  });

  test('K2 D6: whatever amendments come, in whatever order, it only grows, ends on a working day and has n of them', () => {
    fc.assert(
      fc.property(request, fc.array(flags, { minLength: 1, maxLength: 4 }), (asked, amendments) => {
        let window = computeWindow({ ...asked, calendar: newest });
        amendments.forEach((turned, i) => {
          const calendar = amended(localDateOf(asked.publishedAt), turned, `cn-amended-${i}`);
          const next = recomputeWindow(window, calendar);
          expect(epochMs(next.closeAt)).toBeGreaterThanOrEqual(epochMs(window.closeAt));
          expect(next.countedDays.length).toBeGreaterThanOrEqual(next.n);
          const last = next.countedDays.at(-1)!;
          expect(next.closeAt).toBe(endOfDay(last));
          expect(isLikelyWorkingDay(last, calendar)).toBe(true);
          expect(recomputeWindow(next, { ...calendar, id: 'cn-again' })).toBe(next);
          if (next !== window)
            expect(verifyProof(proofOf(next, calendar, 'h'), calendar, 'h').ok).toBe(!next.provisional);
          window = next;
        });
      }),
    );
  });

  test('K4: proofs verify; moved by any day, they do not', () => {
    fc.assert(
      fc.property(request, fc.integer({ min: -9, max: 9 }), (asked, shift) => {
        const proof = proofOf(computeWindow({ ...asked, calendar: newest }), newest, 'h');
        expect(verifyProof(proof, newest, 'h').ok).toBe(true);
        const moved = { ...proof, closeAt: endOfDay(addDays(localDateOf(proof.closeAt), shift)) };
        expect(verifyProof(moved, newest, 'h').ok).toBe(shift === -1);
      }),
    );
  });

  test('R64: closable exactly from closeAt on, with no objection and nothing provisional', () => {
    const now = fc.integer({ min: -48, max: 30 * 24 });
    fc.assert(
      fc.property(request, now, fc.integer({ min: 0, max: 2 }), (asked, hours, objections) => {
        const window = computeWindow({ ...asked, calendar: newest });
        const at = new Date(epochMs(asked.publishedAt) + hours * HOUR).toISOString();
        const expected = epochMs(at) >= epochMs(window.closeAt) && objections === 0 && !window.provisional;
        expect(canClose(window, [{ calendar: newest, from: asked.publishedAt }], at, objections).ok).toBe(
          expected,
        );
      }),
    );
  });

  test('R59: more days never close a payment window earlier; it always ends on a working day', () => {
    const unit = fc.constantFrom('CALENDAR' as const, 'WORKING' as const);
    fc.assert(
      fc.property(instantIn(7), fc.integer({ min: 1, max: 40 }), unit, (openAt, days, which) => {
        const window = paymentWindow(openAt, { mode: 'AFTER_NOTICE', days, unit: which }, newest);
        const longer = paymentWindow(openAt, { mode: 'AFTER_NOTICE', days: days + 1, unit: which }, newest);
        expect(isLikelyWorkingDay(window.lastDay, newest)).toBe(true);
        expect(epochMs(longer.closeAt)).toBeGreaterThanOrEqual(epochMs(window.closeAt));
        expect(epochMs(window.closeAt) - epochMs(openAt)).toBeGreaterThan(days * 24 * HOUR);
      }),
    );
  });
});
