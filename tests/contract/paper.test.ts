import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Application } from '../../shared/contracts/application.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import type { Caller } from './harness.ts';
import { createHarness, type Harness } from './harness.ts';
import {
  act,
  asMachine,
  barcodes,
  clerk,
  clerk2,
  exported,
  get,
  givenAt,
  muniOfficer,
  OCTOBER,
  office,
  office2,
  otherClerk,
  patch,
  post,
} from './office-road.ts';

let h: Harness;
let serial = 0;
beforeEach(async () => {
  h = await createHarness({ now: OCTOBER });
});
afterEach(() => h.close());

const muni: Application['route'] = {
  pointId: 'P330106',
  division: '330106',
  paper: { kind: 'MUNI', id: 'MU02' },
};
const printed = async (route?: Application['route']) =>
  exported(h, await givenAt(h, 'FORM_DUE', { serial: ++serial, ...(route ? { route } : {}) }));
const scan = (as: Caller, application: Application, more: object = {}, version?: number) =>
  post(h, as, '/v1/staff/paper-scans', {
    barcodes: barcodes(application, version),
    unitSeal: true,
    municipalSeal: true,
    ...more,
  });
const queue = async (as: Caller, stage: string) =>
  (await get(h, as, `/v1/staff/queue?stage=${stage}&limit=100`))
    .as('Queue')
    .items.map((i) => i.applicationId);

test('R61 T18 T20: point, then office; the application moves in the same transaction', async () => {
  const application = await printed();
  const { applicationId: id } = application;
  expect(await queue(clerk, 'PAPER_DELIVERY')).toContain(id);
  const received = (await scan(clerk, application)).as('ScanResult');
  expect(received).toMatchObject({
    accepted: true,
    status: 'RECEIVED_POINT',
    stage: 'FORM_IN_TRANSIT',
    findings: [],
  });
  expect(await queue(office, 'PAPER_TRANSIT')).toContain(id);
  const arrived = (await scan(office, application)).as('ScanResult');
  expect(arrived).toMatchObject({ accepted: true, status: 'AT_OFFICE', stage: 'OFFICE_REVIEW' });
  const { paper } = await h.deps.applications.require(id);
  expect(paper.custody.map((c) => [c.status, c.actor.id])).toEqual([
    ['RECEIVED_POINT', 'clerk-1'],
    ['AT_OFFICE', 'office-1'],
  ]);
});

test('R62: under a municipal unit the form goes there, is sealed, then to the office', async () => {
  const application = await printed(muni);
  expect((await scan(clerk, application)).problem()).toMatchObject({ status: 403, code: 'OUT_OF_SCOPE' });
  expect((await scan(muniOfficer, application)).as('ScanResult')).toMatchObject({ status: 'RECEIVED_MUNI' });
  expect(await queue(muniOfficer, 'PAPER_TRANSIT')).toContain(application.applicationId);
  const early = (await scan(office, application)).problem();
  expect(early).toMatchObject({ status: 409, code: 'WRONG_STAGE' });
  const unsealed = (await scan(muniOfficer, application, { municipalSeal: false })).as('ScanResult');
  expect(unsealed).toMatchObject({ accepted: false, outcome: 'HELD', status: 'RECEIVED_MUNI' });
  expect(unsealed.findings).toMatchObject([{ code: 'FORM_MUNI_SEAL', rule: 'R62' }]);
  expect((await scan(muniOfficer, application)).as('ScanResult')).toMatchObject({
    status: 'MUNI_SEALED',
    stage: 'FORM_IN_TRANSIT',
  });
  expect((await scan(office, application)).as('ScanResult')).toMatchObject({
    status: 'AT_OFFICE',
    stage: 'OFFICE_REVIEW',
  });
});

const unchanged = async (application: Application) => {
  const { version, paper } = await h.deps.applications.require(application.applicationId);
  expect([version, paper]).toEqual([application.version, application.paper]);
};

test('D24 C16 R60 R61: old version, one copy, no seal – held with every reason, and nothing is void', async () => {
  const application = await printed();
  const one = barcodes(application, 7).slice(0, 1);
  const held = (await scan(clerk, application, { barcodes: one, unitSeal: false })).as('ScanResult');
  expect(held).toMatchObject({ accepted: false, outcome: 'HELD', status: 'EXPORTED', stage: 'FORM_DUE' });
  expect(held.findings.map((f) => f.code).sort()).toEqual(['FORM_COPIES', 'FORM_SEAL', 'FORM_VERSION']);
  await unchanged(application);
});

test('D24: one copy scanned twice, or a form scanned again at any desk, is a notice', async () => {
  const application = await printed();
  const [copy = ''] = barcodes(application);
  const same = (await scan(clerk, application, { barcodes: [copy, copy] })).as('ScanResult');
  expect(same).toMatchObject({ accepted: false, outcome: 'NOTICE', status: 'EXPORTED' });
  expect(same.findings).toMatchObject([{ code: 'FORM_TWICE', rule: 'D24', severity: 'advice' }]);
  await unchanged(application);
  for (const [as, status] of [
    [clerk, 'RECEIVED_POINT'],
    [office, 'AT_OFFICE'],
  ] as const) {
    expect((await scan(as, application)).as('ScanResult')).toMatchObject({ accepted: true, status });
    const before = await h.deps.applications.require(application.applicationId);
    const again = (await scan(as, application)).as('ScanResult');
    expect(again).toMatchObject({ accepted: false, outcome: 'NOTICE', status });
    expect(again.findings).toMatchObject([{ code: 'FORM_TAKEN', severity: 'advice' }]);
    await unchanged(before);
  }
});

test('D24 C16: an older print, scanned once the form is recorded, is held and not called recorded', async () => {
  const application = await printed();
  expect((await scan(clerk, application)).as('ScanResult')).toMatchObject({ accepted: true });
  const before = await h.deps.applications.require(application.applicationId);
  const older = barcodes(application).map((code) => code.replace(/\|v\d+\|/, '|v9|'));
  const held = (await scan(clerk, application, { barcodes: older })).as('ScanResult');
  expect(held).toMatchObject({ accepted: false, outcome: 'HELD', status: 'RECEIVED_POINT' });
  expect(held.findings.map((f) => f.code)).toEqual(['FORM_VERSION']);
  await unchanged(before);
});

test('D24 R62: the municipal desk scans again: a notice', async () => {
  const application = await printed(muni);
  await scan(muniOfficer, application);
  await scan(muniOfficer, application);
  const sealed = await h.deps.applications.require(application.applicationId);
  expect(sealed.paper.status).toBe('MUNI_SEALED');
  expect((await scan(muniOfficer, application)).as('ScanResult').outcome).toBe('NOTICE');
  await unchanged(sealed);
});

test('D24: refusing paper is an act of its own, with a reason that is kept', async () => {
  const application = await printed();
  const refuse = { reason: '两份均未加盖单位公章' };
  const none = (await scan(clerk, application, { refuse: { reason: ' ' } })).problem();
  expect(none.status).toBe(422);
  const old = (await scan(clerk, application, { refuse }, 7)).problem();
  expect(old).toMatchObject({ status: 409, errors: [expect.objectContaining({ code: 'FORM_VERSION' })] });
  await unchanged(application);
  const refused = (await scan(clerk, application, { refuse })).as('ScanResult');
  expect(refused).toMatchObject({ outcome: 'REFUSED', status: 'REFUSED', stage: 'FORM_DUE' });
  const events = await h.deps.applications.events(application.applicationId);
  expect(events.at(-1)).toMatchObject({ act: 'PAPER_REFUSED', actor: { id: 'clerk-1' }, ...refuse });
  expect((await scan(clerk, application)).as('ScanResult').outcome).toBe('NOTICE');
});

test('D24 R61: refused by the office and printed again: the unit scans it again, then the desk takes it in without a second T18', async () => {
  const application = await printed();
  (await scan(clerk, application)).as('ScanResult');
  const held = (await scan(office, application, { unitSeal: false })).as('ScanResult');
  expect(held).toMatchObject({ outcome: 'HELD', status: 'RECEIVED_POINT', stage: 'FORM_IN_TRANSIT' });
  const refuse = { reason: '第二份缺页' };
  const refused = (await scan(office, application, { refuse })).as('ScanResult');
  expect(refused).toMatchObject({ status: 'REFUSED', stage: 'FORM_IN_TRANSIT' });
  const { paper } = await h.deps.applications.require(application.applicationId);
  const took = async (status: 'EXPORTED' | 'UNIT_SEALED', actor: Actor) => {
    const now = await h.deps.applications.require(application.applicationId);
    const custody = [...now.paper.custody, { status, at: h.clock.now(), actor }];
    await patch(h, now, { paper: { ...paper, status, custody } });
  };
  await took('EXPORTED', { id: application.applicantId, role: 'APPLICANT' });
  const unsealed = (await scan(clerk, application)).as('ScanResult');
  expect(unsealed).toMatchObject({ outcome: 'HELD', status: 'EXPORTED' });
  expect(unsealed.findings.map((f) => f.code)).toEqual(['FORM_UNIT_SCAN']);
  await took('UNIT_SEALED', { id: 'hr-1', role: 'UNIT_HR' });
  const again = (await scan(clerk, application)).as('ScanResult');
  expect(again).toMatchObject({ accepted: true, status: 'RECEIVED_POINT', stage: 'FORM_IN_TRANSIT' });
  expect((await scan(office, application)).as('ScanResult').stage).toBe('OFFICE_REVIEW');
});

test('C4: who handed it on does not receive it', async () => {
  const application = await printed();
  (await scan(clerk, application)).as('ScanResult');
  const same = { ...office, id: clerk.id };
  expect((await scan(same, application)).problem()).toMatchObject({
    status: 403,
    code: 'SEPARATION_OF_DUTIES',
  });
});

test('what is no barcode of ours, and a number that nobody has', async () => {
  const application = await printed();
  const noise = await post(h, clerk, '/v1/staff/paper-scans', { barcodes: ['6901234567892'] });
  expect(noise.problem()).toMatchObject({
    status: 422,
    errors: [expect.objectContaining({ code: 'FORM_BARCODE' })],
  });
  const unknown = barcodes({ ...application, applicationNo: 'HZ-CONSTR-ENG-2020-330106-999999X' });
  expect((await scan(clerk, application, { barcodes: unknown })).problem().status).toBe(404);
  expect((await scan(otherClerk, application)).problem().code).toBe('NOT_FOUND');
});

test('a twin scan is answered the same and counted once', async () => {
  const application = await printed();
  const body = { barcodes: barcodes(application), unitSeal: true };
  const first = await post(h, clerk, '/v1/staff/paper-scans', body, 'scan-once');
  const second = await post(h, clerk, '/v1/staff/paper-scans', body, 'scan-once');
  expect(second.body).toEqual(first.body);
  const { paper } = await h.deps.applications.require(application.applicationId);
  expect(paper.custody).toHaveLength(1);
});

test('R69: back by the road it came, passed or not; the receiver is named', async () => {
  const passed = await givenAt(h, 'NOT_PASSED', { serial: ++serial, passed: false });
  const application = await patch(h, passed, { paper: { ...passed.paper, formHash: 'b'.repeat(64) } });
  const { applicationId: id } = application;
  expect(await queue(office, 'PAPER_RETURN')).toContain(id);
  expect((await scan(office, application)).as('ScanResult')).toMatchObject({
    status: 'RETURNING',
    stage: 'NOT_PASSED',
  });
  expect(await queue(clerk, 'PAPER_RETURN')).toContain(id);
  expect((await scan(otherClerk, application)).problem().code).toBe('NOT_FOUND');
  expect((await scan(clerk, application)).as('ScanResult').status).toBe('AT_POINT_FOR_PICKUP');
  const nobody = (await scan(clerk, application)).problem();
  expect(nobody).toMatchObject({
    status: 422,
    errors: [expect.objectContaining({ code: 'FORM_RECEIVER', rule: 'R69' })],
  });
  const handed = (await scan(clerk2, application, { receiver: '申报人本人' })).as('ScanResult');
  expect(handed).toMatchObject({ accepted: true, status: 'HANDED_OVER' });
  expect(await queue(clerk, 'PAPER_RETURN')).not.toContain(id);
});

test('R69: before the review is over the form stays with the office', async () => {
  const ready = await givenAt(h, 'READY', { serial: ++serial });
  const application = await patch(h, ready, { paper: { ...ready.paper, formHash: 'b'.repeat(64) } });
  const refused = (await scan(office2, application)).problem();
  expect(refused.errors[0]).toMatchObject({ code: 'FORM_RETURN_EARLY', rule: 'R69' });
});

test('T19: paper that comes after the application has lapsed is not taken in', async () => {
  const application = await printed();
  h.clock.set('2020-11-21T02:00:00.000Z');
  await act(h, application.applicationId, asMachine('LAPSE'));
  expect((await scan(clerk, application)).problem()).toMatchObject({ status: 409, code: 'WRONG_STAGE' });
});
