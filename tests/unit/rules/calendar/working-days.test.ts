import { describe, expect, test } from 'vitest';
import { type HolidayCalendar, LocalDate } from '../../../../shared/contracts/calendar.ts';
import { isLocalDate } from '../../../../shared/contracts/local-date.ts';
import {
  addDays,
  addMonths,
  addYears,
  atTime,
  daysBetween,
  endOfDay,
  epochMs,
  formatDate,
  formatDeadline,
  formatInstant,
  isBefore,
  localDateOf,
  localTimeOf,
  startOfDay,
  weekday,
} from '../../../../shared/rules/calendar/local-date.ts';
import {
  addWorkingDays,
  calendarAsOf,
  checkCalendar,
  isWorkingDay,
  mergeCalendars,
  missingNotices,
  nextWorkingDay,
  normaliseDays,
  UnknownYearError,
  workingDayCounts,
} from '../../../../shared/rules/calendar/working-days.ts';
import { nationalCalendars } from '../../../fixtures/plans.ts';
import { workingDaysBetween } from '../../../fixtures/working-days.ts';

const version = (id: string) => nationalCalendars.find((calendar) => calendar.id === id)!;
const newest = nationalCalendars.at(-1)!;

describe('versions', () => {
  test('K1: the version known on a day', () => {
    expect(calendarAsOf(nationalCalendars, '2018-12-05')).toBeUndefined();
    expect(calendarAsOf(nationalCalendars, '2020-01-26')?.id).toBe('cn-2019-11-21');
    expect(calendarAsOf(nationalCalendars, '2020-01-27')?.id).toBe('cn-2020-01-27');
    expect(calendarAsOf(nationalCalendars, '2026-11-24')?.id).toBe('cn-2025-11-04');
  });
});

describe('working days', () => {
  test.each([
    ['2020-11-02', true, 'a Monday'],
    ['2020-11-07', false, 'a Saturday'],
    ['2020-01-19', true, 'a make-up Sunday'],
    ['2020-10-08', false, 'a Thursday of National Day'],
    ['2020-10-10', true, 'a make-up Saturday'],
    ['2021-09-26', true, 'a make-up Sunday'],
  ])('L29: %s → %s (%s)', (date, expected) => {
    expect(isWorkingDay(date, newest)).toBe(expected);
  });

  test.each(['2018-12-29', '2018-06-01', '2027-01-04', '2035-05-05'])(
    '%s lies in an unknown year: refused',
    (date) => {
      expect(() => isWorkingDay(date, newest)).toThrow(UnknownYearError);
      try {
        isWorkingDay(date, newest);
      } catch (error) {
        expect(error).toMatchObject({
          code: 'CALENDAR_YEAR_UNKNOWN',
          year: Number(date.slice(0, 4)),
          calendarId: newest.id,
        });
      }
    },
  );

  test('L26: adding working days does not count the first day, and crosses holidays and years', () => {
    expect(addWorkingDays('2020-09-25', 5, newest)).toBe('2020-10-09');
    expect(addWorkingDays('2020-12-31', 5, newest)).toBe('2021-01-08');
    expect(addWorkingDays('2020-12-31', 0, newest)).toBe('2020-12-31');
    expect(nextWorkingDay('2021-02-10', newest)).toBe('2021-02-18');
    expect(() => addWorkingDays('2026-12-31', 1, newest)).toThrow(UnknownYearError);
    expect(() => addWorkingDays('2020-12-31', 1.5, newest)).toThrow(RangeError);
    expect(() => addWorkingDays('2020-12-31', -1, newest)).toThrow(RangeError);
  });

  test('working days between two dates, both included', () => {
    expect(workingDaysBetween('2020-09-26', '2020-10-10', newest)).toEqual([
      '2020-09-27',
      '2020-09-28',
      '2020-09-29',
      '2020-09-30',
      '2020-10-09',
      '2020-10-10',
    ]);
    expect(workingDaysBetween('2020-10-02', '2020-10-01', newest)).toEqual([]);
  });

  test.each([
    ['2026-12-01', '2026-12-19', []],
    ['2026-12-01', '2026-12-20', [2027]],
    ['2026-12-31', '2027-01-08', [2027]],
    ['2027-12-25', '2028-01-03', [2027, 2028]],
    ['2018-12-20', '2018-12-28', [2018]],
    ['2020-12-20', '2020-12-31', []],
  ])('K3 D7: %s to %s may be moved by the notices for %j', (from, to, years) => {
    expect(missingNotices(from, to, newest)).toEqual(years);
  });
});

describe('merging', () => {
  const notice = { no: '测试1号', title: '测试', url: 'urn:test:1', publishedAt: '2020-01-27' };

  test('an amendment with only its own days gives the shipped version', () => {
    const amendment: HolidayCalendar = {
      id: 'cn-amendment',
      jurisdiction: 'CN',
      years: [],
      notices: [version('cn-2020-01-27').notices.at(-1)!],
      days: { '2020-01-31': 'OFF', '2020-02-01': 'OFF', '2020-02-02': 'OFF' },
    };
    expect(mergeCalendars('cn-2020-01-27', [version('cn-2019-11-21'), amendment])).toEqual(
      version('cn-2020-01-27'),
    );
  });

  test('a newer full version replaces the years that it lists', () => {
    const merged = mergeCalendars('cn-2020-01-27', [version('cn-2019-11-21'), version('cn-2020-01-27')]);
    expect(merged).toEqual(version('cn-2020-01-27'));
  });

  test('a province overlays days and adds no known year', () => {
    const province: HolidayCalendar = {
      id: 'cn-33',
      jurisdiction: 'CN-33',
      years: [2027],
      notices: [notice],
      days: { '2026-11-25': 'OFF' },
    };
    const merged = mergeCalendars('cn-2025-11-04+cn-33', [newest, province]);
    expect(isWorkingDay('2026-11-25', merged)).toBe(false);
    expect(merged.years).toEqual(newest.years);
    expect(merged.notices).toContainEqual(notice);
    expect(isWorkingDay('2026-11-25', newest)).toBe(true);
  });

  test('entries that the weekday already says are dropped', () => {
    expect(
      normaliseDays({ '2020-10-03': 'OFF', '2020-10-09': 'WORK', '2020-10-10': 'WORK', '2020-10-01': 'OFF' }),
    ).toEqual({ '2020-10-01': 'OFF', '2020-10-10': 'WORK' });
  });
});

describe('D9: what a calendar may not be', () => {
  const year2020 = (days: Record<string, 'OFF' | 'WORK'>): HolidayCalendar => ({
    id: 'cn-test',
    jurisdiction: 'CN',
    years: [2020],
    notices: [{ title: 't', url: 'urn:t', publishedAt: '2019-11-21' }],
    days: { ...days },
  });
  const weekdays = (count: number) => {
    const days: Record<string, 'OFF'> = {};
    for (let date = '2020-03-02'; Object.keys(days).length < count; date = addDays(date, 1)) {
      if (weekday(date) % 6 !== 0) days[date] = 'OFF';
    }
    return days;
  };
  const codes = (calendar: HolidayCalendar) => {
    const outcome = checkCalendar(calendar);
    return outcome.ok ? [] : outcome.problems.map((p) => p.code);
  };

  // 2020 has 262 Mondays to Fridays.
  test.each([
    [8, 254, false],
    [9, 253, true],
    [17, 245, true],
    [18, 244, false],
  ])('%i free weekdays leave %i working days: accepted %s', (free, workingDays, accepted) => {
    const calendar = year2020(weekdays(free));
    expect(workingDayCounts(calendar)).toEqual([{ year: 2020, workingDays }]);
    expect(codes(calendar)).toEqual(accepted ? [] : ['CALENDAR_COUNT']);
  });

  test('a make-up day on a weekday, a free day on a weekend and a day of another year are all reported at once', () => {
    const days = {
      ...weekdays(12),
      '2020-06-01': 'WORK',
      '2020-06-06': 'OFF',
      '2021-06-01': 'OFF',
      '2019-12-31': 'OFF',
    } as const;
    expect(codes(year2020(days)).sort()).toEqual([
      'CALENDAR_DAY_OUTSIDE',
      'CALENDAR_FREE_DAY',
      'CALENDAR_MAKEUP_DAY',
    ]);
  });

  test('a changed day is seen in the checksum', () => {
    const changed = { ...newest, days: { ...newest.days, '2026-11-25': 'OFF' as const } };
    expect(codes(changed)).toEqual(['CALENDAR_HASH']);
    expect(codes({ ...year2020(weekdays(12)), years: [2020, 2020] })).toEqual(['CALENDAR_YEAR_TWICE']);
  });
});

describe('dates and instants of Asia/Shanghai', () => {
  test.each(['2020-02-30', '2021-02-29', '2020-13-01', '2020-1-1', '', '2020-04-31', '0999-01-01'])(
    '%j is no date',
    (text) => {
      expect(isLocalDate(text)).toBe(false);
      expect(LocalDate.safeParse(text).success).toBe(false);
    },
  );

  test('§0: a deadline day ends at 24:00 in Shanghai, 16:00 UTC', () => {
    expect(startOfDay('2020-11-09')).toBe('2020-11-08T16:00:00.000Z');
    expect(endOfDay('2020-11-09')).toBe('2020-11-09T16:00:00.000Z');
    expect(localDateOf('2020-11-09T15:59:59.999Z')).toBe('2020-11-09');
    expect(localDateOf('2020-11-09T16:00:00.000Z')).toBe('2020-11-10');
    expect(localTimeOf('2020-11-09T01:00:00Z')).toBe('09:00:00');
    expect(atTime('2020-11-09', '09:00')).toBe('2020-11-09T01:00:00.000Z');
    expect(localDateOf('2020-11-09T23:30:00+08:00')).toBe('2020-11-09');
  });

  test('an instant without a zone, or nonsense, is refused', () => {
    for (const text of ['2020-11-09T00:00:00', '2020-11-09', 'yesterday', '2020-13-09T00:00:00Z']) {
      expect(() => epochMs(text)).toThrow(RangeError);
    }
    expect(() => atTime('2020-11-09', '24:00')).toThrow(RangeError);
    expect(isBefore('2020-11-09T16:00:00Z', '2020-11-09T16:00:00.001Z')).toBe(true);
  });

  test.each([
    ['2020-02-29', 1, '2021-02-28'],
    ['2016-02-29', 4, '2020-02-29'],
    ['2017-02-28', 4, '2021-02-28'],
    ['2020-12-31', -1, '2019-12-31'],
  ])('L27: %s and %i year(s) is %s', (date, years, expected) => {
    expect(addYears(date, years)).toBe(expected);
  });

  test.each([
    ['2020-01-31', 1, '2020-02-29'],
    ['2021-01-31', 1, '2021-02-28'],
    ['2020-08-31', 1, '2020-09-30'],
    ['2020-11-30', 3, '2021-02-28'],
    ['2020-01-15', -2, '2019-11-15'],
  ])('L27: %s and %i month(s) is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected);
  });

  test('as the pages say it', () => {
    expect(formatDate('2026-11-24')).toBe('2026年11月24日（周二）');
    expect(formatDate('2026-11-24', 'en')).toBe('Tue 24 November 2026');
    expect(formatDeadline(endOfDay('2026-11-30'))).toBe('11月30日 24:00');
    expect(formatDeadline(endOfDay('2026-12-31'), 'zh', { year: true })).toBe('2026年12月31日 24:00');
    expect(formatDeadline(endOfDay('2026-11-30'), 'en')).toBe('24:00 on 30 November');
    expect(formatDeadline(atTime('2026-11-30', '17:30'))).toBe('11月30日 17:30');
    expect(formatInstant('2026-11-24T01:05:00.000Z')).toBe('2026年11月24日 09:05');
    expect(formatInstant('2026-11-24T01:05:00.000Z', 'en')).toBe('24 November 2026, 09:05');
    expect(daysBetween('2020-02-28', '2020-03-01')).toBe(2);
  });
});
