import chineseDays from 'chinese-days';
import { describe, expect, test } from 'vitest';
import { nationalCalendars } from '../../../shared/plans/calendars/index.ts';
import { addDays } from '../../../shared/rules/calendar/local-date.ts';
import {
  calendarHash,
  checkCalendar,
  isWorkingDay,
  mergeCalendars,
  publishedOn,
  workingDayCounts,
} from '../../../shared/rules/calendar/working-days.ts';

/** The shipped holiday calendars against the notices, the specification and another library. */

const version = (id: string) => nationalCalendars.find((calendar) => calendar.id === id)!;
const newest = nationalCalendars.at(-1)!;

describe('calendar versions that ship', () => {
  test.each(nationalCalendars.map((calendar) => [calendar.id, calendar] as const))(
    'D9: %s is plausible and its checksum fits',
    (id, calendar) => {
      expect(checkCalendar(calendar)).toMatchObject({ ok: true });
      expect(calendar.sha256).toBe(calendarHash(calendar));
      expect(id).toBe(`cn-${publishedOn(calendar)}`);
    },
  );

  test.each([
    [2019, 250],
    [2020, 249],
    [2021, 250],
    [2022, 249],
    [2023, 249],
    [2024, 251],
    [2025, 248],
    [2026, 248],
  ])('§9: %i has %i working days', (year, workingDays) => {
    expect(workingDayCounts(newest)).toContainEqual({ year, workingDays });
  });

  test('L30: the extension of 2020-01-27 changes two days and nothing else', () => {
    const [before, after] = [version('cn-2019-11-21'), version('cn-2020-01-27')];
    const dates = new Set([...Object.keys(before.days), ...Object.keys(after.days)]);
    const changed = [...dates].filter((date) => before.days[date] !== after.days[date]);
    expect(changed.sort()).toEqual(['2020-01-31', '2020-02-01']);
    expect([isWorkingDay('2020-01-31', before), isWorkingDay('2020-01-31', after)]).toEqual([true, false]);
    expect([isWorkingDay('2020-02-01', before), isWorkingDay('2020-02-01', after)]).toEqual([true, false]);
  });

  test('L30: Labour Day 2019 grew on 2019-03-22', () => {
    const [before, after] = [version('cn-2018-12-06'), version('cn-2019-03-22')];
    expect(
      ['2019-05-02', '2019-05-03', '2019-04-28', '2019-05-05'].map((d) => isWorkingDay(d, before)),
    ).toEqual([true, true, false, false]);
    expect(
      ['2019-05-02', '2019-05-03', '2019-04-28', '2019-05-05'].map((d) => isWorkingDay(d, after)),
    ).toEqual([false, false, true, true]);
  });

  test('every notice has a number, a title and an address', () => {
    for (const notice of newest.notices) {
      expect(notice.no).toMatch(/^国办发明电〔20\d\d〕\d+号$/);
      expect(notice.url).toMatch(/^https?:\/\/www\.gov\.cn\//);
    }
    expect(newest.notices).toHaveLength(10);
  });

  test('L29: chinese-days agrees on every day of 2019-2026', () => {
    const differing: string[] = [];
    for (let day = '2019-01-01'; day <= '2026-12-31'; day = addDays(day, 1)) {
      if (isWorkingDay(day, newest) !== chineseDays.isWorkday(day)) differing.push(day);
    }
    expect(differing).toEqual([]);
  });

  test('every older version merged with the newest is the newest', () => {
    for (const older of nationalCalendars) {
      expect(mergeCalendars(newest.id, [older, newest])).toEqual(newest);
    }
  });
});
