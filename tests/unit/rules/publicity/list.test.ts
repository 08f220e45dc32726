import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import type { Application } from '../../../../shared/contracts/application.ts';
import type { HolidayCalendar } from '../../../../shared/contracts/calendar.ts';
import { publicityFields } from '../../../../shared/contracts/plan.ts';
import { startOfDay } from '../../../../shared/rules/calendar/local-date.ts';
import { publishedOn } from '../../../../shared/rules/calendar/working-days.ts';
import { lintPlan } from '../../../../shared/rules/linter/plan.ts';
import {
  checkPublicityFields,
  isUnlisted,
  listHashOf,
  listRow,
  PUBLICITY_WHITELIST,
  publicityRow,
  publicityState,
  unlistAt,
} from '../../../../shared/rules/publicity/list.ts';
import { computeWindow } from '../../../../shared/rules/publicity/window.ts';
import { nationalCalendars, hangzhouEngineer2020 as plan } from '../../../fixtures/plans.ts';

const application = {
  applicationNo: 'HZ-CONSTR-ENG-2020-330106-000001K',
  applicantName: '赵某',
  applicantId: 'person-secret',
  unit: { uscc: '91330100MA0000015W', name: '某公司' },
  specialty: 'S01',
  mode: '正常申报',
} as Application;

const calendarOf = (id: string) => {
  const calendar = nationalCalendars.find((c) => c.id === id);
  if (!calendar) throw new Error(id);
  return calendar;
};
/** Each in force from the day of its newest notice. */
const since = (...calendars: HolidayCalendar[]) =>
  calendars.map((calendar) => ({ calendar, from: startOfDay(publishedOn(calendar)) }));
const open = (publishedAt: string, id: string) =>
  computeWindow({ publishedAt, workingDays: 5, countStartDay: false, calendar: calendarOf(id) });

test('V1: a row has the white-listed fields and no other; what a plan hides is empty', () => {
  expect(Object.keys(listRow(application, plan))).toEqual([...PUBLICITY_WHITELIST]);
  const narrow = { ...plan, publicity: { ...plan.publicity, fields: ['name', 'applicationNo'] as const } };
  const row = listRow(application, narrow as unknown as typeof plan);
  expect(row).toMatchObject({ name: '赵某', unit: '', mode: '' });
  expect(JSON.stringify(row)).not.toContain('secret');
});

test('K4: the hash does not depend on the order, and on nothing but the white-listed fields', () => {
  const rows = [1, 2, 3].map((n) => ({ ...listRow(application, plan), applicationNo: `N-${n}` }));
  fc.assert(
    fc.property(fc.shuffledSubarray(rows, { minLength: 3 }), (shuffled) => {
      const extra = shuffled.map((row) => ({ ...row, status: 'OBJECTED', applicationId: 'x' }));
      expect(listHashOf(extra)).toBe(listHashOf(rows));
    }),
  );
  expect(listHashOf(rows.slice(1))).not.toBe(listHashOf(rows));
});

test('§7.1: PREPARED, OPEN, CLOSABLE while an objection is open, CLOSED at 24:00 of the fifth working day', () => {
  const calendar = calendarOf('cn-2020-11-25');
  const window = open('2020-11-02T02:00:00.000Z', calendar.id);
  const at = (now: string, openObjections = false) =>
    publicityState({ window }, { now, calendars: since(calendar), openObjections });
  expect(
    publicityState(
      {},
      { now: '2020-11-02T02:00:00.000Z', calendars: since(calendar), openObjections: false },
    ),
  ).toBe('PREPARED');
  expect(at('2020-11-09T15:59:59.999Z')).toBe('OPEN');
  expect(at('2020-11-09T16:00:00.000Z')).toBe('CLOSED');
  expect(at('2020-11-09T16:00:00.000Z', true)).toBe('CLOSABLE');
  const late = { window: open('2020-11-10T02:00:00.000Z', calendar.id) };
  const reopened = publicityState(
    { window, reopened: [late] },
    { now: '2020-11-10T16:00:00.000Z', calendars: since(calendar), openObjections: false },
  );
  expect(reopened).toBe('OPEN');
});

test('K3: a provisional window stays OPEN until the notice is out, whatever the clock says', () => {
  const before = calendarOf('cn-2020-01-27');
  const after = calendarOf('cn-2020-11-25');
  const window = open('2020-12-25T02:00:00.000Z', before.id);
  expect(window.provisional).toBe(true);
  const now = '2021-06-01T00:00:00.000Z';
  expect(publicityState({ window }, { now, calendars: since(before), openObjections: false })).toBe('OPEN');
  expect(publicityState({ window }, { now, calendars: since(before, after), openObjections: false })).toBe(
    'CLOSED',
  );
});

test('V3: a closed list leaves the site after so many days, an open one never', () => {
  const window = open('2020-11-02T02:00:00.000Z', 'cn-2020-11-25');
  expect(isUnlisted('CLOSED', window, 30, '2020-12-09T15:59:59.999Z')).toBe(false);
  expect(isUnlisted('CLOSED', window, 30, '2020-12-09T16:00:00.000Z')).toBe(true);
  expect(isUnlisted('CLOSABLE', window, 30, '2021-06-01T00:00:00.000Z')).toBe(false);
});

const idNumber = '330102190001010011';
const person = {
  applicationNo: 'HZ-CONSTR-ENG-2020-330106-000001K',
  name: '王小明',
  unit: '示例建设有限公司',
  title: '工程师',
  specialty: '建筑施工',
  level: '中级',
  mode: '正常申报',
  idNumber,
  mobile: '13800008000',
  birthDate: '1900-01-01',
  photo: 'photo.jpg',
  education: '本科',
  score: '112.5',
};

describe('V1 publicity white-list', () => {
  it('V1: a row has the seven fields and nothing else, whatever the source holds', () => {
    const { applicationNo, name, unit, title, specialty, level, mode } = person;
    expect(publicityRow(person)).toEqual({ applicationNo, name, unit, title, specialty, level, mode });
    expect(JSON.stringify(publicityRow(person))).not.toContain(idNumber);
  });

  it('V1: a plan may show less', () => {
    expect(publicityRow(person, ['name', 'applicationNo'])).toEqual({
      name: '王小明',
      applicationNo: person.applicationNo,
    });
  });

  it('V1: the white-list is the one that plans are written with', () => {
    expect([...PUBLICITY_WHITELIST].sort()).toEqual([...publicityFields].sort());
  });

  it.each<[string[], string[]]>([
    [['name', 'unit', 'applicationNo'], []],
    [['name', 'applicationNo', 'idNumber'], ['PUBLICITY_FIELD']],
    [
      ['name', 'applicationNo', 'mobile', 'birthDate', 'photo'],
      ['PUBLICITY_FIELD', 'PUBLICITY_FIELD', 'PUBLICITY_FIELD'],
    ],
    [['name', 'applicationNo', 'education'], ['PUBLICITY_FIELD']],
    [['name', 'applicationNo', 'score'], ['PUBLICITY_FIELD']],
    [['name', 'unit'], ['PUBLICITY_IDENTITY']],
  ])('V1: a plan that shows %j: %j', (fields, expected) => {
    expect(checkPublicityFields(fields).map((one) => one.code)).toEqual(expected);
  });

  it('V1: the linter finds a plan whose list does not tell who is meant', () => {
    const fields = ['name', 'unit'];
    const found = lintPlan({ ...plan, publicity: { ...plan.publicity, fields } });
    expect(found).toMatchObject([{ code: 'PUBLICITY_IDENTITY', field: '/publicity/fields' }]);
  });

  it('V1: nothing beyond the white-list gets out, from any source', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.string()), (extra) => {
        const row = publicityRow({ ...extra, ...person });
        for (const key of Object.keys(row)) expect(PUBLICITY_WHITELIST).toContain(key);
      }),
    );
  });

  it('V3: a list leaves the site thirty days after it closed', () => {
    expect(unlistAt('2020-11-09T16:00:00.000Z', 30)).toBe('2020-12-09T16:00:00.000Z');
  });
});
