import type { DynamoDBStreamEvent } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createChangeDispatcher } from '../../functions/events/dispatch-changes.ts';
import { createDeadlineSweeper } from '../../functions/events/sweep-deadlines.ts';
import { tellOfEvent } from '../../shared/acts/notice/tell-of-event.ts';
import { extendWindows } from '../../shared/acts/publicity/extend-windows.ts';
import type { DayFlag } from '../../shared/contracts/calendar.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import { StoredEventSchema } from '../../shared/store/base/audited.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { unextended } from '../../shared/store/calendars.ts';
import { openWindows } from '../../shared/store/open-windows.ts';
import { requirePublicity } from '../../shared/store/publicities.ts';
import { createHarness, type Harness } from './harness.ts';
import { act, asMachine, givenAt, OCTOBER, ops, ops2, post, publish } from './office-road.ts';

/** D18: what a calendar does to windows that are open, and does not do to those that are closed. */

const system: Actor = { id: 'test', role: 'SYSTEM' };
let h: Harness;
beforeEach(async () => {
  h = await createHarness({ now: OCTOBER });
});
afterEach(() => h.close());

const load = async (id: string, days: Record<string, DayFlag>) => {
  const notices = [{ title: '示例修订', url: `urn:${id}`, publishedAt: '2020-10-13' }];
  const calendar = { id, jurisdiction: 'CN', years: [], notices, days };
  for (const person of [ops, ops2])
    (await post(h, person, '/v1/ops/calendars', { calendar })).as('CalendarLoad');
};
const loaded = { type: { S: 'CALENDAR_VERSION' } };
/** What the stream brings after a load. */
const dispatched = () =>
  createChangeDispatcher(h.deps)({
    Records: [{ eventName: 'INSERT', dynamodb: { SequenceNumber: '1', NewImage: loaded } }],
  } as DynamoDBStreamEvent);
const sweep = () => createDeadlineSweeper(h.deps)();
const page = async (id: string) =>
  (await h.call('api-public', 'GET', `/v1/publicities/${id}`)).as('PublicityDocument');
const extensions = async (pk: string) =>
  (await h.deps.table.queryAll(StoredEventSchema, { partition: pk, prefix: 'EVENT#' })).filter(
    (e) => e.act === 'EXTEND_WINDOW',
  );
const opened = async (count = 1) => {
  const ids = [];
  for (let serial = 1; serial <= count; serial += 1)
    ids.push((await givenAt(h, 'OFFICE_AUDITED', { serial })).applicationId);
  const { publicityId } = await publish(h, 'PRE', ids);
  return { publicityId, ids };
};
const [FIRST, LONGER] = ['2020-10-19T16:00:00.000Z', '2020-10-20T16:00:00.000Z'];

describe('D18: windows and calendars', () => {
  it('K2: lengthened at once, stored with its event; shortened afterwards, it stays long', async () => {
    const { publicityId, ids } = await opened(3);
    await load('cn-longer', { '2020-10-16': 'OFF' });
    await dispatched();
    await load('cn-shorter', { '2020-10-16': 'WORK', '2020-10-17': 'WORK' });
    await dispatched();
    await dispatched();
    const head = await requirePublicity(h.deps.table, publicityId);
    expect(head.window?.closeAt).toBe(LONGER);
    expect(head.window?.history?.[0]).toMatchObject({ closeAt: FIRST });
    for (const id of ids) {
      const application = await h.deps.applications.require(id);
      expect([application.window?.closeAt, application.dueAt]).toEqual([LONGER, LONGER]);
      expect(await extensions(keys.application(id).pk)).toHaveLength(1);
    }
    expect(await unextended(h.deps.table)).toEqual([]);
  });

  it('K2: nobody has stored anything yet: an amendment that shortens does not undo the one that lengthened', async () => {
    const { publicityId, ids } = await opened();
    await load('cn-longer', { '2020-10-16': 'OFF' });
    await load('cn-shorter', { '2020-10-16': 'WORK', '2020-10-17': 'WORK' });
    expect((await page(publicityId)).window?.closeAt).toBe(LONGER);
    h.clock.set(FIRST);
    expect((await sweep()).closed).toBe(0);
    await expect(act(h, ids[0] ?? '', asMachine('CLOSE_PUBLICITY'))).rejects.toMatchObject({
      code: 'GUARD',
      findings: [expect.objectContaining({ code: 'PUBLICITY_TOO_SHORT', allowed: LONGER })],
    });
    h.clock.set(LONGER);
    expect((await sweep()).closed).toBe(1);
  });

  it('K4: once closed, dates, calendar version and proof stand as they are stored', async () => {
    const { publicityId } = await opened();
    h.clock.set(FIRST);
    await sweep();
    const before = await page(publicityId);
    const head = await requirePublicity(h.deps.table, publicityId);
    expect(head.proofs).toEqual([before.proof]);
    await load('cn-late', { '2020-10-16': 'OFF', '2020-10-19': 'OFF' });
    await dispatched();
    await sweep();
    expect(await page(publicityId)).toEqual(before);
    expect(await extensions(keys.publicity(publicityId).pk)).toEqual([]);
  });

  it('K2: over, but not yet recorded as closed: a calendar that comes after the close says nothing about it', async () => {
    const { publicityId } = await opened();
    h.clock.set(FIRST);
    const before = await page(publicityId);
    await load('cn-late', { '2020-10-16': 'OFF' });
    expect(await page(publicityId)).toEqual(before);
    expect((await sweep()).closed).toBe(1);
    expect((await page(publicityId)).proof).toEqual(before.proof);
  });

  it('died half-way: the sweeper brings it to its end, each extension once', async () => {
    const { ids } = await opened(12);
    await load('cn-longer', { '2020-10-16': 'OFF' });
    let left = 4;
    await extendWindows(
      h.deps,
      system,
      () => left-- <= 0,
      (work) => work(),
    );
    expect(await unextended(h.deps.table)).toEqual(['cn-longer']);
    await sweep();
    expect(await unextended(h.deps.table)).toEqual([]);
    expect((await sweep()).extended).toBe(0);
    const counts = await Promise.all(
      ids.map(async (id) => (await extensions(keys.application(id).pk)).length),
    );
    expect(new Set(counts)).toEqual(new Set([1]));
  });

  it('L9: a window inside a unit is found and extended too; when it is over it leaves the list', async () => {
    h.clock.set('2020-09-02T02:00:00.000Z');
    const { applicationId, dueAt } = await givenAt(h, 'UNIT_PUBLICITY');
    const { pk } = keys.application(applicationId);
    for (const { seq } of await h.deps.applications.events(applicationId)) await tellOfEvent(h.deps, pk, seq);
    expect(dueAt).toBe('2020-09-09T16:00:00.000Z');
    await load('cn-longer', { '2020-09-07': 'OFF' });
    await dispatched();
    expect((await h.deps.applications.require(applicationId)).dueAt).toBe('2020-09-10T16:00:00.000Z');
    expect(await extensions(pk)).toHaveLength(1);
    h.clock.set('2020-09-10T16:00:00.000Z');
    await act(h, applicationId, { name: 'CLOSE_UNIT_PUBLICITY', actor: system });
    await load('cn-again', { '2020-09-18': 'OFF' });
    await dispatched();
    expect((await openWindows(h.deps.table, 10)).items).toEqual([]);
  });

  it('D9: of two calendars at the same instant, the later load counts later; at once, one is refused', async () => {
    await opened();
    const calendars = ['cn-z', 'cn-a'].map((id, i) => ({
      id,
      jurisdiction: 'CN',
      years: [],
      notices: [{ title: id, url: `urn:${id}`, publishedAt: '2020-10-13' }],
      days: { [`2020-10-1${5 + i}`]: 'OFF' as const },
    }));
    for (const calendar of calendars) await post(h, ops, '/v1/ops/calendars', { calendar });
    const both = await Promise.all(
      calendars.map((calendar) => post(h, ops2, '/v1/ops/calendars', { calendar })),
    );
    const statuses = both.map((answer) => answer.status).sort();
    expect(statuses[0]).toBeLessThan(300);
    for (const [i, answer] of both.entries())
      if (answer.status >= 300) {
        expect([409, 412]).toContain(answer.status);
        await post(h, ops2, '/v1/ops/calendars', { calendar: calendars[i] });
      }
    const versions = await h.deps.calendars.versions();
    const newest = versions.at(-1)?.calendar;
    expect([newest?.days['2020-10-15'], newest?.days['2020-10-16']]).toEqual(['OFF', 'OFF']);
  });
});
