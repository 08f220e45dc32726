import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  atTime,
  dateOfDayNumber,
  daysBetween,
  endOfDay,
  epochMs,
  isBefore,
  localDateOf,
  startOfDay,
  weekday,
} from '../../shared/rules/calendar/local-date.ts';
import {
  addWorkingDays,
  checkCalendar,
  isWorkingDay,
  mergeCalendars,
  normaliseDays,
} from '../../shared/rules/calendar/working-days.ts';
import { nationalCalendars } from '../fixtures/plans.ts';
import { workingDaysBetween } from '../fixtures/working-days.ts';

const newest = nationalCalendars.at(-1)!;
const dayBetween = (from: string, to: string) =>
  fc.integer({ min: 0, max: daysBetween(from, to) }).map((days) => addDays(from, days));
const known = dayBetween('2019-01-01', '2025-12-31');
const anyDay = fc.integer({ min: -200_000, max: 200_000 }).map(dateOfDayNumber);

describe('calendar properties', () => {
  test('L26: between a day and its n-th working day lie exactly n working days, and the last is one', () => {
    fc.assert(
      fc.property(known, fc.integer({ min: 1, max: 60 }), (day, n) => {
        const last = addWorkingDays(day, n, newest);
        expect(isWorkingDay(last, newest)).toBe(true);
        expect(workingDaysBetween(addDays(day, 1), last, newest)).toHaveLength(n);
      }),
    );
  });

  test('every older version merged with the newest is the newest', () => {
    for (const older of nationalCalendars) {
      expect(mergeCalendars(newest.id, [older, newest])).toEqual(newest);
    }
  });

  test('merging is idempotent, and its checksum holds whatever the layers name', () => {
    const days = fc.dictionary(known, fc.constantFrom('OFF' as const, 'WORK' as const), { maxKeys: 20 });
    fc.assert(
      fc.property(days, (named) => {
        const layer = {
          id: 'cn-x',
          jurisdiction: 'CN',
          years: [],
          notices: [{ title: 't', url: 'urn:x', publishedAt: '2026-01-01' }],
          days: named,
        };
        const once = mergeCalendars('cn-merged', [newest, layer]);
        expect(mergeCalendars('cn-merged', [once, layer])).toEqual(once);
        expect(normaliseDays(once.days)).toEqual(once.days);
        for (const [day, flag] of Object.entries(named))
          expect(isWorkingDay(day, once)).toBe(flag === 'WORK');
        const outcome = checkCalendar(once);
        if (!outcome.ok) expect(outcome.problems.every((p) => p.code === 'CALENDAR_COUNT')).toBe(true);
      }),
      { numRuns: 50 },
    );
  });
});

describe('date properties', () => {
  test('a day holds exactly the instants from its start to before its end', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 86_399_999 }), (day, ms) => {
        const instant = new Date(epochMs(startOfDay(day)) + ms).toISOString();
        expect(localDateOf(instant)).toBe(day);
        expect(isBefore(instant, endOfDay(day))).toBe(true);
        expect(endOfDay(day)).toBe(startOfDay(addDays(day, 1)));
      }),
    );
  });

  test('weekdays go round by seven; days add up', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -50_000, max: 50_000 }), (day, n) => {
        expect(weekday(addDays(day, 7))).toBe(weekday(day));
        expect(daysBetween(day, addDays(day, n))).toBe(n);
        expect((weekday(day) + 1) % 7).toBe(weekday(addDays(day, 1)));
      }),
    );
  });

  test('L27: months later the day is the same, or the last of its month', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -600, max: 600 }), (day, months) => {
        const later = addMonths(day, months);
        const lastOfMonth = addDays(later, 1).slice(8) === '01';
        expect(later.slice(8) === day.slice(8) || (lastOfMonth && later.slice(8) < day.slice(8))).toBe(true);
      }),
    );
  });

  test('an instant’s zone does not matter, only when it is', () => {
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(epochMs(`${day}T00:00:00+08:00`)).toBe(epochMs(startOfDay(day)));
        expect(epochMs(atTime(day, '00:00'))).toBe(epochMs(startOfDay(day)));
      }),
    );
  });
});
