import { afterEach, beforeEach, expect, test } from 'vitest';
import { routeOf } from '../../functions/routes.ts';
import { closeLeftObjections } from '../../shared/acts/application/close-left-objections.ts';
import type { Application } from '../../shared/contracts/application.ts';
import { CLOSED_AT_ONCE } from '../../shared/store/objections.ts';
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
const limitsOf = (id: 'create-objection' | 'create-own-objection') => routeOf(id).limits ?? [];
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

test('R64 C11 D22: no number of objections keeps an application from ending; all of them end with it', async () => {
  const { publicityId, one } = await listed();
  const { applicationId } = one;
  const many = CLOSED_AT_ONCE + 5;
  for (let i = 0; i < many; i++) expect((await object(publicityId, one.applicationNo!)).status).toBe(201);
  await act(h, applicationId, {
    name: 'REQUEST_WITHDRAWAL',
    actor: { id: one.applicantId, role: 'APPLICANT' },
    reason: '个人原因',
  });
  const { turn } = await load(one);
  const granted = await post(h, office, `/v1/office/applications/${applicationId}/withdrawal`, { turn });
  expect(granted.as('DeskApplication').stage).toBe('WITHDRAWN');
  const waiting = async () =>
    (await get(h, office, '/v1/office/objections'))
      .as('ObjectionQueue')
      .items.filter((o) => o.applicationId === applicationId);
  expect(await waiting()).toHaveLength(many - CLOSED_AT_ONCE);
  // What the stream's consumer does with the change of the application; its records come twice.
  for (let i = 0; i < 2; i++) await closeLeftObjections(h.deps, applicationId);
  expect(await waiting()).toEqual([]);
});

test('D22: whatever others lodged, another address and a signed-in person are heard', async () => {
  const { publicityId, one, applications } = await listed(2);
  const crowd = (applicationNo: string) =>
    h.call('api-public', 'POST', `/v1/publicities/${publicityId}/objections`, {
      ...{ body: { applicationNo, ...named }, address: '203.0.113.7' },
    });
  const [all, about] = limitsOf('create-objection');
  for (let i = 0; i < about!.times; i++) expect((await crowd(one.applicationNo!)).status).toBe(201);
  const refused = await crowd(one.applicationNo!);
  expect(refused.problem()).toMatchObject({ status: 429, errors: [{ code: 'RATE_LIMIT', rule: 'D22' }] });
  expect(refused.problem().errors[0]?.message).toContain(
    `这个网络地址针对同一申报人的次数已达上限（每天 ${about!.times} 次）`,
  );
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(3600);
  // About somebody else the address still may; what was refused counts for nothing.
  const bad = { applicationNo: numberOf(999_999), ...named };
  for (let i = 0; i < all!.times; i++)
    await h.call('api-public', 'POST', `/v1/publicities/${publicityId}/objections`, {
      ...{ body: bad, address: '203.0.113.7' },
    });
  expect((await crowd(applications[1]!.applicationNo!)).status).toBe(201);
  expect((await object(publicityId, one.applicationNo!)).status).toBe(201);
  const path = `/v1/me/publicities/${publicityId}/objections`;
  const signedIn = (id: string) =>
    h.call('api-applicant', 'POST', path, {
      as: { id, role: 'APPLICANT', name: '孙某' },
      body: { applicationNo: one.applicationNo, ...named },
      address: '203.0.113.7',
    });
  const [, own] = limitsOf('create-own-objection');
  for (let i = 0; i < own!.times; i++) expect((await signedIn('p-7')).status).toBe(201);
  expect((await signedIn('p-7')).problem().errors[0]?.message).toContain('本账号');
  expect((await signedIn('p-8')).status).toBe(201);
  const { objections } = await load(one);
  expect(JSON.stringify(objections)).not.toContain('p-7');
});

test('D22: at most so many objections get through from one address at the same moment', async () => {
  const { publicityId, one } = await listed();
  const [, about] = limitsOf('create-objection');
  const answers = await Promise.all(
    Array.from({ length: about!.times + 4 }, () =>
      h.call('api-public', 'POST', `/v1/publicities/${publicityId}/objections`, {
        ...{ body: { applicationNo: one.applicationNo, ...named }, address: '203.0.113.7' },
      }),
    ),
  );
  const through = answers.filter((a) => a.status === 201).length;
  expect(through).toBeLessThanOrEqual(about!.times);
  expect((await load(one)).objections).toHaveLength(through);
});

test('§10.4 D22: a mistyped application number is told before anything is looked up, with everything else', async () => {
  const { publicityId, one } = await listed();
  const typed = one.applicationNo!.replace(/(\d)(?=[0-9A-Z]$)/, (digit) => String((Number(digit) + 1) % 10));
  const refused = (await object(publicityId, typed, { content: '我觉得他不行，不合适' })).problem();
  expect(refused.errors.map((e) => [e.code, e.field])).toEqual([
    ['APPLICATION_NO_CHECK', '/applicationNo'],
    ['OBJECTION_LEADS', '/content'],
  ]);
});

test('D22: an objection is followed by its receipt and the name that was given, and by nothing else', async () => {
  const { publicityId, one } = await listed();
  const receipt = (await object(publicityId, one.applicationNo!)).as('ObjectionReceipt');
  expect(receipt.receiptNo).toMatch(/^YY(-[0-9A-Z]{4}){4}-[0-9A-Z]$/);
  const ask = async (receiptNo: string, name?: string) =>
    (await h.call('api-public', 'POST', '/v1/objection-checks', { body: { receiptNo, name } })).as(
      'ReceiptAnswer',
    );
  const { receiptNo } = receipt;
  const askedAt = h.clock.now();
  const open = { status: 'OPEN', receiptNo, askedAt, at: receipt.at };
  expect(await ask(` ${receiptNo.toLowerCase()}`, ' 王 某')).toEqual(open);
  const nothing = { status: 'NOT_FOUND', receiptNo, askedAt };
  const wrong = `${receiptNo.slice(0, -1)}${receiptNo.endsWith('A') ? 'B' : 'A'}`;
  for (const [no, name] of [[receiptNo], [receiptNo, '李某'], [wrong, '王某'], [receipt.id, '王某']] as const)
    expect({ ...(await ask(no, name)), receiptNo }).toEqual(nothing);
  const { turn } = await load(one);
  await decide(office, receipt.id, { turn, decision: 'PROPOSE_UPHOLD' });
  expect(await ask(receiptNo, '王某')).toEqual(open);
  await decide(office, receipt.id, { turn, decision: 'REFUSE_UPHOLD', proposal: 'x' });
  const [listedNow] = (await get(h, head, '/v1/office/objections')).as('ObjectionQueue').items;
  const { proposal } = listedNow!;
  await decide(head, receipt.id, { turn, decision: 'UPHOLD', heard: true, proposal, finding: undefined });
  expect(await ask(receiptNo, '王某')).toEqual({ ...open, status: 'UPHELD' });
  // Nobody gave a name: then none is asked for, and any is wrong.
  const leads = '2018年至2019年其不在该项目任职，项目经理为另一人，可向建设单位和监理单位核实相关记录';
  const second = await listed();
  const anonymous = { objectorName: undefined, contact: undefined, content: leads };
  const other = (await object(second.publicityId, second.one.applicationNo!, anonymous)).as(
    'ObjectionReceipt',
  );
  expect((await ask(other.receiptNo)).status).toBe('OPEN');
  expect((await ask(other.receiptNo, '王某')).status).toBe('NOT_FOUND');
});
