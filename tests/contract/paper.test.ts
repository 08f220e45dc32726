import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Application } from '../../shared/contracts/application.ts';
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
  const unsealed = (await scan(muniOfficer, application, { municipalSeal: false })).problem();
  expect(unsealed.errors[0]).toMatchObject({ code: 'FORM_MUNI_SEAL', rule: 'R62' });
  expect((await scan(muniOfficer, application)).as('ScanResult')).toMatchObject({
    status: 'MUNI_SEALED',
    stage: 'FORM_IN_TRANSIT',
  });
  expect((await scan(office, application)).as('ScanResult')).toMatchObject({
    status: 'AT_OFFICE',
    stage: 'OFFICE_REVIEW',
  });
});

test('C16 R60 R61: old version, one copy, no seal – refused with every reason, and recorded', async () => {
  const application = await printed();
  const one = barcodes(application, 7).slice(0, 1);
  const refused = (await scan(clerk, application, { barcodes: one, unitSeal: false })).as('ScanResult');
  expect(refused).toMatchObject({ accepted: false, status: 'REFUSED', stage: 'FORM_DUE' });
  expect(refused.findings.map((f) => f.code).sort()).toEqual(['FORM_COPIES', 'FORM_SEAL', 'FORM_VERSION']);
  const events = await h.deps.applications.events(application.applicationId);
  expect(events.at(-1)).toMatchObject({ act: 'PAPER_REFUSED', actor: { id: 'clerk-1' } });
  expect(events.at(-1)?.reason).toContain('旧版不再受理');
});

test('refused by the office and printed again: the desk takes it in without a second T18', async () => {
  const application = await printed();
  (await scan(clerk, application)).as('ScanResult');
  expect((await scan(office, application, { unitSeal: false })).as('ScanResult')).toMatchObject({
    accepted: false,
    stage: 'FORM_IN_TRANSIT',
  });
  await exported(h, await h.deps.applications.require(application.applicationId));
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
  expect((await scan(otherClerk, application)).problem().code).toBe('OUT_OF_SCOPE');
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
  expect((await scan(otherClerk, application)).problem().code).toBe('OUT_OF_SCOPE');
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
