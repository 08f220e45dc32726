import { afterEach, beforeEach, expect, test } from 'vitest';
import type { HolidayCalendar } from '../../shared/contracts/calendar.ts';
import { calendarHash } from '../../shared/rules/calendar/working-days.ts';
import { StoredEventSchema } from '../../shared/store/base/audited.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { createHarness, type Harness } from './harness.ts';
import { OCTOBER, office, ops, ops2, post } from './office-road.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness({ now: OCTOBER });
});
afterEach(() => h.close());

/** A year without any arrangement but the seven days that the law names, all on weekdays. */
const nextYear: HolidayCalendar = {
  id: 'cn-2026-11-01',
  jurisdiction: 'CN',
  years: [2027],
  notices: [
    { title: '2027年部分节假日安排（示例）', url: 'https://example.invalid/2027', publishedAt: '2026-11-01' },
  ],
  days: {
    '2027-01-01': 'OFF',
    '2027-02-08': 'OFF',
    '2027-02-09': 'OFF',
    '2027-04-05': 'OFF',
    '2027-05-03': 'OFF',
    '2027-06-09': 'OFF',
    '2027-10-01': 'OFF',
    '2027-10-04': 'OFF',
  },
};
const load = (as: typeof ops, calendar: unknown) => post(h, as, '/v1/ops/calendars', { calendar });
const current = async () => (await h.call('api-public', 'GET', '/v1/calendars')).as('CalendarList');

test('D9: one person proposes and sees the count, another one puts it in force', async () => {
  const before = await current();
  const proposed = (await load(ops, nextYear)).as('CalendarLoad');
  expect(proposed).toEqual({
    version: nextYear.id,
    status: 'PROPOSED',
    workingDays: [{ year: 2027, workingDays: 253 }],
  });
  expect(await current()).toEqual(before);
  const same = (await load(ops, nextYear)).problem();
  expect(same).toMatchObject({
    status: 403,
    code: 'SEPARATION_OF_DUTIES',
    errors: [expect.objectContaining({ rule: 'D9' })],
  });
  expect((await load(ops2, nextYear)).as('CalendarLoad').status).toBe('IN_FORCE');
  const after = await current();
  expect(after.versions).toEqual([...before.versions, nextYear.id]);
  expect(after.current.years).toContain(2027);
  expect(after.current.sha256).toBe(calendarHash(after.current));
  const events = await h.deps.table.queryAll(StoredEventSchema, {
    partition: keys.calendarLoad(nextYear.id).pk,
    prefix: 'EVENT#',
  });
  expect(events.map((e) => [e.act, e.actor.id])).toEqual([
    ['PROPOSE_CALENDAR', 'ops-1'],
    ['CONFIRM_CALENDAR', 'ops-2'],
  ]);
});

test('D9: every fault of a notice at once', async () => {
  const faulty = {
    ...nextYear,
    id: 'cn-faulty',
    years: [2028],
    days: { '2028-01-01': 'OFF', '2028-01-03': 'WORK', '2029-05-01': 'OFF' },
  };
  const problem = (await load(ops, faulty)).problem();
  expect(problem).toMatchObject({ status: 422, code: 'INVALID' });
  expect(new Set(problem.errors.map((e) => e.code))).toEqual(
    new Set(['CALENDAR_COUNT', 'CALENDAR_FREE_DAY', 'CALENDAR_MAKEUP_DAY', 'CALENDAR_DAY_OUTSIDE']),
  );
  const hashed = (await load(ops, { ...nextYear, id: 'cn-hash', sha256: 'a'.repeat(64) })).problem();
  expect(hashed.errors.map((e) => e.code)).toContain('CALENDAR_HASH');
});

test('L30: an amendment names single days; a version never changes', async () => {
  for (const person of [ops, ops2]) (await load(person, nextYear)).as('CalendarLoad');
  const amendment = { ...nextYear, id: 'cn-2027-amended', years: [], days: { '2027-05-04': 'OFF' } };
  expect((await load(ops, amendment)).as('CalendarLoad').workingDays).toEqual([
    { year: 2027, workingDays: 252 },
  ]);
  const other = (await load(ops2, { ...amendment, days: { '2027-05-05': 'OFF' } })).problem();
  expect(other).toMatchObject({
    status: 409,
    errors: [expect.objectContaining({ code: 'CALENDAR_VERSION', rule: 'K1' })],
  });
  expect((await load(ops2, amendment)).as('CalendarLoad').status).toBe('IN_FORCE');
  expect((await current()).current.days['2027-05-04']).toBe('OFF');
  expect((await load(ops2, amendment)).problem().status).toBe(409);
  const shipped = (await current()).versions[0];
  expect((await load(ops, { ...nextYear, id: shipped })).problem().status).toBe(409);
});

test('only operations load calendars', async () => {
  expect((await load(office, nextYear)).problem().code).toBe('FORBIDDEN');
});
