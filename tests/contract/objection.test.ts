import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Application } from '../../shared/contracts/application.ts';
import { MAX_OPEN_OBJECTIONS } from '../../shared/rules/application/road/publicity.ts';
import { createHarness, type Harness } from './harness.ts';
import {
  act,
  asMachine,
  desk,
  get,
  givenAt,
  givenSession,
  head,
  numberOf,
  OCTOBER,
  office,
  otherOffice,
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

const named = { objectorName: '王某', contact: '13900000000', content: '该同志业绩与事实不符，请核查。' };
const object = (publicityId: string, applicationNo: string, body: object = named) =>
  h.call('api-public', 'POST', `/v1/publicities/${publicityId}/objections`, {
    body: { applicationNo, ...body },
  });
const load = (a: Application) => h.deps.applications.require(a.applicationId);

async function listed(count = 1, kind: 'PRE' | 'RESULT' = 'PRE') {
  const stage = kind === 'PRE' ? 'OFFICE_AUDITED' : 'PASSED_PENDING';
  const applications: Application[] = [];
  for (let i = 0; i < count; i++) applications.push(await givenAt(h, stage, { serial: ++serial }));
  const { publicityId } = await publish(
    h,
    kind,
    applications.map((a) => a.applicationId),
  );
  return { publicityId, applications, one: applications[0]! };
}
async function objected(kind: 'PRE' | 'RESULT' = 'PRE') {
  const made = await listed(1, kind);
  const objectionId = (await object(made.publicityId, made.one.applicationNo!)).as('Receipt').id;
  return { ...made, objectionId, turn: (await load(made.one)).turn };
}
const decide = (as: typeof office, objectionId: string, body: object) =>
  post(h, as, `/v1/office/objections/${objectionId}/decision`, { finding: '经核查', ...body });

test('R64 T23 C15: an objection holds the named person only', async () => {
  const { publicityId, applications } = await listed(2);
  const answer = await object(publicityId, applications[0]!.applicationNo!);
  expect(answer.status).toBe(201);
  const [held, other] = await Promise.all(applications.map(load));
  expect([held!.stage, other!.stage]).toEqual(['PRE_OBJECTION', 'PRE_PUBLICITY']);
  const queue = (await get(h, office, '/v1/office/objections')).as('ObjectionQueue').items;
  expect(queue.find((o) => o.objectionId === answer.as('Receipt').id)).toMatchObject({
    publicityId,
    applicationNo: applications[0]!.applicationNo,
    status: 'OPEN',
    turn: held!.turn,
    ...named,
  });
  expect((await get(h, otherOffice, '/v1/office/objections')).as('ObjectionQueue').items).toEqual([]);
});

test('C15: without a name there must be concrete leads; unknown numbers and other lists are refused', async () => {
  const { publicityId, one } = await listed();
  const empty = (
    await object(publicityId, one.applicationNo!, { content: '我觉得他不行，不合适' })
  ).problem();
  expect(empty).toMatchObject({
    status: 422,
    errors: [expect.objectContaining({ code: 'OBJECTION_LEADS', rule: 'C15' })],
  });
  const unknown = (await object(publicityId, numberOf(999_999))).problem();
  expect(unknown.errors[0]?.code).toBe('OBJECTION_NOT_LISTED');
  const another = await listed();
  expect((await object(another.publicityId, one.applicationNo!)).problem().errors[0]?.code).toBe(
    'OBJECTION_NOT_LISTED',
  );
  const leads = '2018年至2019年其不在该项目任职，项目经理为另一人，可向建设单位和监理单位核实相关记录';
  expect((await object(publicityId, one.applicationNo!, { content: leads })).status).toBe(201);
});

test('C15: who objects is known to the office alone – not to applicant, desk or history', async () => {
  const { one } = await objected();
  const view = await desk(h, office, one.applicationId);
  const events = await h.deps.applications.events(one.applicationId);
  for (const text of [JSON.stringify(view), JSON.stringify(events)]) {
    expect(text).not.toContain(named.content);
    expect(text).not.toContain(named.contact);
    expect(text).not.toContain(named.objectorName);
  }
});

test('the public is not told of an objection that nobody has looked into', async () => {
  const { publicityId } = await objected();
  const document = (await h.call('api-public', 'GET', `/v1/publicities/${publicityId}`)).as(
    'PublicityDocument',
  );
  expect(document.entries.map((e) => e.status)).toEqual(['LISTED']);
});

test('R64: no objection after the window; a list with an open one is CLOSABLE, not CLOSED', async () => {
  const { publicityId, one } = await objected();
  const late = await listed();
  h.clock.set('2020-10-20T02:00:00.000Z');
  const refused = (await object(late.publicityId, late.one.applicationNo!)).problem();
  expect(refused).toMatchObject({
    status: 409,
    errors: [expect.objectContaining({ code: 'PUBLICITY_CLOSED' })],
  });
  const document = (await h.call('api-public', 'GET', `/v1/publicities/${publicityId}`)).as(
    'PublicityDocument',
  );
  expect(document.status).toBe('CLOSABLE');
  await expect(act(h, one.applicationId, asMachine('CLOSE_PUBLICITY'))).rejects.toMatchObject({
    code: 'WRONG_STAGE',
  });
});

test('T24: cleared while the window runs – back into it; cleared after – on to READY', async () => {
  const early = await objected();
  (await decide(office, early.objectionId, { turn: early.turn, decision: 'CLEAR' })).as('Receipt');
  const back = await load(early.one);
  expect(back).toMatchObject({ stage: 'PRE_PUBLICITY', window: { publicityId: early.publicityId } });
  const late = await objected();
  h.clock.set('2020-10-20T02:00:00.000Z');
  (await decide(office, late.objectionId, { turn: late.turn, decision: 'CLEAR' })).as('Receipt');
  expect((await load(late.one)).stage).toBe('READY');
  const again = (
    await decide(office, late.objectionId, { turn: (await load(late.one)).turn, decision: 'CLEAR' })
  ).problem();
  expect(again.status).toBe(409);
});

test('T24: a corrected entry runs a window of its own, and the list is open as long', async () => {
  const { publicityId, one, objectionId, turn } = await objected();
  h.clock.set('2020-10-20T02:00:00.000Z');
  (await decide(office, objectionId, { turn, decision: 'CLEAR', entryCorrected: true })).as('Receipt');
  const again = await load(one);
  expect(again).toMatchObject({
    stage: 'PRE_PUBLICITY',
    window: { closeAt: '2020-10-27T16:00:00.000Z', publicityId },
  });
  const read = async () =>
    (await h.call('api-public', 'GET', `/v1/publicities/${publicityId}`)).as('PublicityDocument').status;
  expect(await read()).toBe('OPEN');
  expect((await object(publicityId, one.applicationNo!)).status).toBe(201);
  h.clock.set('2020-10-28T02:00:00.000Z');
  expect(await read()).toBe('CLOSABLE');
});

test('T25 L24 D26: upheld by another person than the one who proposed, after a hearing', async () => {
  const { publicityId, one, objectionId, turn } = await objected();
  const early = (await decide(head, objectionId, { turn, decision: 'UPHOLD', heard: true })).problem();
  expect(early.errors[0]?.code).toBe('OBJECTION_NOT_PROPOSED');
  (await decide(office, objectionId, { turn, decision: 'PROPOSE_UPHOLD' })).as('Receipt');
  const [listedNow] = (await get(h, head, '/v1/office/objections')).as('ObjectionQueue').items;
  expect(listedNow).toMatchObject({ proposedBy: 'office-1', proposedByName: '办公室甲', finding: '经核查' });
  const { proposal = '' } = listedNow!;
  // D26: upheld is what was proposed, and nothing else; the second may also refuse it.
  const unnamed = { turn, decision: 'UPHOLD', heard: true };
  expect((await decide(head, objectionId, unnamed)).problem().errors[0]?.code).toBe('PROPOSAL_DIFFERS');
  const other = { ...unnamed, proposal, finding: '另有结论，应予取消' };
  expect((await decide(head, objectionId, other)).problem().errors[0]?.code).toBe('PROPOSAL_DIFFERS');
  const no = { turn, decision: 'REFUSE_UPHOLD', proposal, finding: '证据不足，继续核查' };
  (await decide(head, objectionId, no)).as('Receipt');
  expect((await load(one)).objections).toMatchObject([{ status: 'OPEN' }]);
  const [again] = (await get(h, head, '/v1/office/objections')).as('ObjectionQueue').items;
  expect([again?.status, again?.finding]).toEqual(['OPEN', undefined]);
  (await decide(office, objectionId, { turn, decision: 'PROPOSE_UPHOLD' })).as('Receipt');
  const same = (await decide(office, objectionId, { ...unnamed, proposal })).problem();
  expect(same).toMatchObject({ status: 403, code: 'SEPARATION_OF_DUTIES' });
  const unheard = (await decide(head, objectionId, { turn, decision: 'UPHOLD', proposal })).problem();
  expect(unheard.errors[0]).toMatchObject({ code: 'RIGHT_TO_BE_HEARD', field: 'heard' });
  (await decide(head, objectionId, { ...unnamed, proposal, finding: undefined })).as('Receipt');
  expect((await load(one)).ended?.reason).toBe('经核查');
  expect((await load(one)).stage).toBe('DISQUALIFIED');
  const { entries } = (await h.call('api-public', 'GET', `/v1/publicities/${publicityId}`)).as(
    'PublicityDocument',
  );
  expect(entries.map((e) => e.status)).toEqual(['REMOVED']);
  const open = (await get(h, office, '/v1/office/objections')).as('ObjectionQueue').items;
  expect(open.map((o) => o.objectionId)).not.toContain(objectionId);
});

test('two objections against one person: both must be settled', async () => {
  const { publicityId, one, objectionId, turn } = await objected();
  const second = (await object(publicityId, one.applicationNo!)).as('Receipt').id;
  (await decide(office, objectionId, { turn, decision: 'CLEAR' })).as('Receipt');
  expect(await load(one)).toMatchObject({ stage: 'PRE_OBJECTION', turn });
  (await decide(office, second, { turn, decision: 'CLEAR' })).as('Receipt');
  expect((await load(one)).stage).toBe('PRE_PUBLICITY');
});

test('two people object at the same moment: both are heard', async () => {
  const { publicityId, one } = await listed();
  const answers = await Promise.all([1, 2].map(() => object(publicityId, one.applicationNo ?? '')));
  expect(answers.map((a) => a.status)).toEqual([201, 201]);
  expect((await load(one)).objections.map((o) => o.status)).toEqual(['OPEN', 'OPEN']);
});

test('an application that ends takes its open objections with it', async () => {
  const { one, objectionId, turn } = await objected();
  const path = `/v1/staff/applications/${one.applicationId}/disqualification`;
  (await post(h, office, path, { turn, reason: '造假', confirm: false })).as('DeskApplication');
  const { proposal } = (await desk(h, head, one.applicationId)).pendingDisqualification!;
  (await post(h, head, path, { turn, proposal, confirm: true, heard: true })).as('DeskApplication');
  const open = (await get(h, office, '/v1/office/objections')).as('ObjectionQueue').items;
  expect(open.map((o) => o.objectionId)).not.toContain(objectionId);
});

test('stale turn, other office, and R66: a result is held the same way', async () => {
  const { one, objectionId, turn } = await objected('RESULT');
  expect((await load(one)).stage).toBe('RESULT_OBJECTION');
  expect((await decide(office, objectionId, { turn: turn - 1, decision: 'CLEAR' })).problem().code).toBe(
    'STALE_TURN',
  );
  expect((await decide(otherOffice, objectionId, { turn, decision: 'CLEAR' })).problem().code).toBe(
    'NOT_FOUND',
  );
  (await decide(office, objectionId, { turn, decision: 'CLEAR' })).as('Receipt');
  expect((await load(one)).stage).toBe('RESULT_PUBLICITY');
});

test('R64 C11: no number of objections keeps an application from ending; those beyond a bound wait', async () => {
  const { publicityId, one } = await listed();
  const { applicationId } = one;
  for (let i = 0; i < MAX_OPEN_OBJECTIONS; i++)
    expect((await object(publicityId, one.applicationNo!)).status).toBe(201);
  const refused = (await object(publicityId, one.applicationNo!)).problem();
  expect(refused).toMatchObject({
    code: 'GUARD',
    errors: [expect.objectContaining({ code: 'OBJECTIONS_MANY', allowed: MAX_OPEN_OBJECTIONS })],
  });
  await act(h, applicationId, {
    name: 'REQUEST_WITHDRAWAL',
    actor: { id: one.applicantId, role: 'APPLICANT' },
    reason: '个人原因',
  });
  const { turn } = await load(one);
  const granted = await post(h, office, `/v1/office/applications/${applicationId}/withdrawal`, { turn });
  expect(granted.as('DeskApplication').stage).toBe('WITHDRAWN');
  const open = (await get(h, office, '/v1/office/objections')).as('ObjectionQueue').items;
  expect(open.filter((o) => o.applicationId === applicationId)).toEqual([]);
});
