import { afterEach, beforeEach, expect, test } from 'vitest';
import { MAX_EXCLUDED } from '../../shared/acts/publicity/prepare-publicity.ts';
import { HolidayCalendar } from '../../shared/contracts/calendar.ts';
import { listHashOf } from '../../shared/rules/publicity/list.ts';
import { verifyProof } from '../../shared/rules/publicity/proof.ts';
import { createHarness, type Harness } from './harness.ts';
import {
  act,
  asMachine,
  auditor,
  carryOut,
  get,
  givenAt,
  givenSession,
  head,
  numberOf,
  OCTOBER,
  office,
  office2,
  ops,
  ops2,
  otherOffice,
  PLAN,
  patch,
  post,
  publish,
} from './office-road.ts';

let h: Harness;
let serial = 0;
beforeEach(async () => {
  h = await createHarness({ now: OCTOBER });
  await givenSession(h, 'SEALED');
});
afterEach(() => h.close());
const audited = async (count = 1) =>
  Promise.all(Array.from({ length: count }, () => givenAt(h, 'OFFICE_AUDITED', { serial: ++serial })));
const ids = (applications: { applicationId: string }[]) => applications.map((a) => a.applicationId);
const prepare = (as: typeof office, applicationIds: string[], kind = 'PRE') =>
  post(h, as, '/v1/office/publicities', { kind, planCode: PLAN, title: '评前公示', applicationIds });
const read = async (id: string) =>
  (await h.call('api-public', 'GET', `/v1/publicities/${id}`)).as('PublicityDocument');

test('R63 V1: a list is prepared; what cannot be listed is said one by one', async () => {
  const [one] = await audited();
  const early = await givenAt(h, 'OFFICE_REVIEW', { serial: ++serial });
  // V2: a draft, and what another plan's office has, are not there.
  const draft = await patch(h, await givenAt(h, 'OFFICE_AUDITED', { serial: ++serial }), {
    submittedAt: undefined,
  });
  const other = await givenAt(h, 'OFFICE_AUDITED', { serial: ++serial });
  const foreign = await patch(h, other, { planCode: 'DEMO-LIBRARIAN-2026' });
  const answer = await prepare(office, [...ids([one!, early, draft, foreign]), 'nobody']);
  const list = answer.as('OfficePublicity');
  expect(answer.status).toBe(201);
  expect(list).toMatchObject({ status: 'PREPARED', count: 1, applicationIds: [one!.applicationId] });
  expect(list.excluded.map((e) => [e.applicationId, e.findings[0]?.code])).toEqual([
    [early.applicationId, 'FLOW_ORDER'],
    [draft.applicationId, 'PUBLICITY_UNKNOWN'],
    [foreign.applicationId, 'PUBLICITY_UNKNOWN'],
    ['nobody', 'PUBLICITY_UNKNOWN'],
  ]);
  const hidden = await h.call('api-public', 'GET', `/v1/publicities/${list.publicityId}`);
  expect(hidden.problem().status).toBe(404);
  const none = (await prepare(office, [early.applicationId])).problem();
  expect(none).toMatchObject({
    status: 409,
    errors: [expect.objectContaining({ field: early.applicationId })],
  });
  expect((await prepare(otherOffice, ids([one!]))).problem().code).toBe('OUT_OF_SCOPE');
});

test('R63: a choice of which too much cannot be listed is looked over, not stored with all its reasons', async () => {
  const [one] = await audited();
  const strangers = Array.from({ length: MAX_EXCLUDED + 1 }, (_, i) => `nobody-${i}`);
  const refused = (await prepare(office, [...ids([one!]), ...strangers])).problem();
  expect(refused.code).toBe('GUARD');
  expect(refused.errors).toHaveLength(strangers.length);
  const taken = await prepare(office, [...ids([one!]), ...strangers.slice(1)]);
  expect(taken.as('OfficePublicity').excluded).toHaveLength(MAX_EXCLUDED);
});

test('R63: another person opens it; nobody publishes what he audited (C4)', async () => {
  const list = (await prepare(office, ids(await audited()))).as('OfficePublicity');
  const path = `/v1/office/publicities/${list.publicityId}/opening`;
  const same = (await post(h, office, path)).problem();
  expect(same).toMatchObject({ status: 403, code: 'SEPARATION_OF_DUTIES' });
  const own = (await post(h, { id: auditor.id, role: 'OFFICE_CLERK', scope: PLAN }, path)).problem();
  expect(own).toMatchObject({
    code: 'SEPARATION_OF_DUTIES',
    errors: [expect.objectContaining({ rule: 'C4' })],
  });
  (await post(h, head, path)).as('OfficePublicity');
  const twice = (await post(h, office2, path)).problem();
  expect(twice).toMatchObject({ status: 409, errors: [expect.objectContaining({ code: 'PUBLICITY_OPEN' })] });
});

test('K1 K4: list and applications close together; the proof can be recomputed from what is public', async () => {
  const applications = await audited(3);
  const opened = await publish(h, 'PRE', ids(applications));
  // Monday 12 October; the day of publishing does not count.
  expect(opened.window?.countedDays.at(0)).toBe('2020-10-13');
  expect(opened.window?.closeAt).toBe('2020-10-19T16:00:00.000Z');
  h.clock.advance(3600);
  const document = await read(opened.publicityId);
  const { proof, entries, status } = document;
  expect(status).toBe('OPEN');
  for (const { applicationId } of applications) {
    const { stage, window } = await h.deps.applications.require(applicationId);
    expect([stage, window?.closeAt, window?.startAt]).toEqual([
      'PRE_PUBLICITY',
      proof?.closeAt,
      proof?.startAt,
    ]);
  }
  const calendars = (await h.call('api-public', 'GET', '/v1/calendars')).as('CalendarList');
  expect(calendars.current.id).toBe(proof?.calendarVersion);
  const verdict = proof && verifyProof(proof, calendars.current, listHashOf(entries));
  expect(verdict).toMatchObject({ ok: true });
  const { name: _n, ...changed } = { ...entries[0]!, unit: '另一单位' };
  expect(listHashOf([{ ...changed, name: 'x' }, ...entries.slice(1)])).not.toBe(proof?.listHash);
});

test('V1: the public sees the white-listed fields and no other', async () => {
  const [one] = await audited();
  const { publicityId } = await publish(h, 'PRE', ids([one!]));
  const answer = await h.call('api-public', 'GET', `/v1/publicities/${publicityId}`);
  const [entry] = answer.as('PublicityDocument').entries;
  expect(Object.keys(entry!).sort()).toEqual([
    'applicationNo',
    'level',
    'mode',
    'name',
    'specialty',
    'status',
    'title',
    'unit',
  ]);
  expect(entry).toMatchObject({
    title: '工程师',
    level: '中级',
    mode: '正常申报',
    specialty: '建筑工程',
    status: 'LISTED',
  });
  const text = JSON.stringify(answer.body);
  for (const secret of [
    one!.applicationId,
    one!.applicantId,
    one!.unit.uscc,
    '1380000',
    'head-1',
    'office-1',
  ])
    expect(text).not.toContain(secret);
  expect(answer.headers['x-robots-tag']).toContain('noindex');
});

test('V3 R63: open, closed after five working days, off the site thirty days later; the proof stays', async () => {
  const [one] = await audited();
  const { publicityId } = await publish(h, 'PRE', ids([one!]));
  h.clock.set('2020-10-19T15:59:59.000Z');
  expect((await read(publicityId)).status).toBe('OPEN');
  h.clock.set('2020-10-19T16:00:00.000Z');
  expect((await read(publicityId)).status).toBe('CLOSED');
  await act(h, one!.applicationId, asMachine('CLOSE_PUBLICITY'));
  expect((await h.deps.applications.require(one!.applicationId)).stage).toBe('READY');
  h.clock.set('2020-11-18T15:59:59.000Z');
  expect((await read(publicityId)).entries).toHaveLength(1);
  h.clock.set('2020-11-18T16:00:00.000Z');
  const later = await read(publicityId);
  expect(later.entries).toEqual([]);
  expect(later.proof?.listHash).toMatch(/^[0-9a-f]{64}$/);
  const all = (await h.call('api-public', 'GET', '/v1/publicities')).as('PublicityList');
  expect(all.items.find((i) => i.publicityId === publicityId)).toMatchObject({ status: 'CLOSED', count: 1 });
});

test('K2: an amendment extends the open window, on the page at once', async () => {
  const [one] = await audited();
  const { publicityId } = await publish(h, 'PRE', ids([one!]));
  const calendar = {
    id: 'cn-amended-2020-10',
    jurisdiction: 'CN',
    years: [],
    notices: [{ title: '示例修订', url: 'https://example.invalid/amendment', publishedAt: '2020-10-13' }],
    days: { '2020-10-16': 'OFF' },
  };
  expect(HolidayCalendar.parse(calendar)).toBeTruthy();
  await post(h, ops, '/v1/ops/calendars', { calendar });
  expect((await post(h, ops2, '/v1/ops/calendars', { calendar })).as('CalendarLoad').status).toBe('IN_FORCE');
  const { window, proof } = await read(publicityId);
  expect(window?.closeAt).toBe('2020-10-20T16:00:00.000Z');
  expect(window?.history).toHaveLength(1);
  expect(proof?.calendarVersion).toBe(calendar.id);
  h.clock.set('2020-10-20T15:00:00.000Z');
  expect((await read(publicityId)).status).toBe('OPEN');
  await expect(act(h, one!.applicationId, asMachine('CLOSE_PUBLICITY'))).rejects.toMatchObject({
    code: 'GUARD',
  });
});

test('withdrawn between preparing and opening: falls out; between opening and the batch: no longer stands', async () => {
  const [a, b, c] = await audited(3);
  const list = (await prepare(office, ids([a!, b!, c!]))).as('OfficePublicity');
  const withdraw = (x: typeof a) =>
    act(h, x!.applicationId, { name: 'WITHDRAW', actor: { id: x!.applicantId, role: 'APPLICANT' } });
  await withdraw(a);
  const opened = (await post(h, head, `/v1/office/publicities/${list.publicityId}/opening`)).as(
    'OfficePublicity',
  );
  expect(opened.applicationIds.sort()).toEqual(ids([b!, c!]).sort());
  expect(opened.excluded).toEqual([expect.objectContaining({ applicationId: a!.applicationId })]);
  await withdraw(b);
  await carryOut(h, opened.batchId);
  const { entries } = await read(list.publicityId);
  const status = Object.fromEntries(entries.map((e) => [e.applicationNo, e.status]));
  expect(status).toEqual({ [b!.applicationNo!]: 'REMOVED', [c!.applicationNo!]: 'LISTED' });
  const progress = (await get(h, office, `/v1/staff/batches/${opened.batchId}`)).as('BatchProgress');
  expect(progress).toMatchObject({ total: 2, done: 2 });
  expect(progress.refused.map((r) => r.applicationId)).toEqual([b!.applicationId]);
});

test('R65 C13: results list passers of ended sessions only', async () => {
  const passed = await givenAt(h, 'PASSED_PENDING', { serial: ++serial });
  const failed = await givenAt(h, 'NOT_PASSED', { serial: ++serial, passed: false });
  await givenSession(h, 'VOTING', 's-2');
  const running = await givenAt(h, 'PASSED_PENDING', { serial: ++serial, sessionId: 's-2' });
  const list = (await prepare(office, ids([passed, failed, running]), 'RESULT')).as('OfficePublicity');
  expect(list.applicationIds).toEqual([passed.applicationId]);
  expect(list.excluded.map((e) => e.findings[0]?.code)).toEqual(['FLOW_ORDER', 'SESSION_NOT_ENDED']);
  const { publicityId } = await publish(h, 'RESULT', ids([passed]));
  expect((await read(publicityId)).kind).toBe('RESULT');
  expect((await h.deps.applications.require(passed.applicationId)).stage).toBe('RESULT_PUBLICITY');
});

test('two persons open at once: one window, one batch', async () => {
  const list = (await prepare(office, ids(await audited()))).as('OfficePublicity');
  const path = `/v1/office/publicities/${list.publicityId}/opening`;
  const answers = await Promise.all([post(h, head, path), post(h, office2, path)]);
  expect(answers.map((a) => a.status).sort()[0]).toBe(200);
  expect([409, 412]).toContain(answers.map((a) => a.status).sort()[1]);
});

test('the office sees its own lists, prepared ones as well', async () => {
  const list = (await prepare(office, ids(await audited(2)))).as('OfficePublicity');
  const mine = (await get(h, office, '/v1/office/publicities')).as('OfficePublicityList').items;
  expect(mine.find((p) => p.publicityId === list.publicityId)).toEqual(list);
  expect((await get(h, otherOffice, '/v1/office/publicities')).as('OfficePublicityList').items).toEqual([]);
  expect(numberOf(1)).toMatch(/^HZ-CONSTR-ENG-2020-330106-000001/);
});

test('D26: the second person looks a prepared list over, and discards it; nothing of it is ever public', async () => {
  const application = await givenAt(h, 'OFFICE_AUDITED', { serial: 901 });
  const { applicationId, version } = application;
  const body = { kind: 'PRE', planCode: PLAN, title: '公示', applicationIds: [applicationId] };
  const made = (await post(h, office, '/v1/office/publicities', body)).as('OfficePublicity');
  const path = `/v1/office/publicities/${made.publicityId}`;
  const seen = (await get(h, head, path)).as('PreparedPublicity');
  expect(seen.entries.map((e) => [e.applicationId, e.name])).toEqual([[applicationId, '申报人901']]);
  expect((await post(h, head, `${path}/discarding`, { reason: ' ' })).problem().status).toBe(422);
  (await post(h, head, `${path}/discarding`, { reason: '名单有误' })).as('Receipt');
  const opening = (await post(h, head, `${path}/opening`)).problem();
  expect(opening).toMatchObject({
    status: 409,
    errors: [expect.objectContaining({ code: 'PUBLICITY_DISCARDED', rule: 'D26' })],
  });
  expect((await post(h, head, `${path}/discarding`, { reason: '再次作废' })).problem().status).toBe(409);
  const listed = (await get(h, office, '/v1/office/publicities')).as('OfficePublicityList').items;
  expect(listed.find((p) => p.publicityId === made.publicityId)?.status).toBe('DISCARDED');
  const open = await h.call('api-public', 'GET', `/v1/publicities/${made.publicityId}`);
  expect(open.status).toBe(404);
  // The application waits as before, and goes on the next list.
  expect((await h.deps.applications.require(applicationId)).version).toBe(version);
  expect((await post(h, office, '/v1/office/publicities', body)).status).toBe(201);
});
