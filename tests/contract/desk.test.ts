import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { keys } from '../../shared/store/base/keys.ts';
import { put } from '../../shared/store/base/table.ts';
import { givenUnit, hr } from './applicant-road.ts';
import { type Caller, createHarness, type Harness } from './harness.ts';
import {
  act,
  asMachine,
  clerk,
  clerk2,
  desk,
  get,
  givenAt,
  givenProfile,
  muniOfficer,
  OCTOBER,
  office,
  officer,
  ops,
  otherClerk,
  otherOffice,
  patch,
  post,
} from './office-road.ts';

let h: Harness;
let serial = 0;
beforeEach(async () => {
  h = await createHarness({ now: OCTOBER });
});
afterEach(() => h.close());
const at = (stage: string, given = {}) => givenAt(h, stage, { serial: ++serial, ...given });
const decide = (as: typeof clerk, id: string, body: unknown, key?: string) =>
  post(h, as, `/v1/staff/applications/${id}/decision`, body, key);
const Read = z.object({ actor: z.object({ id: z.string() }), purpose: z.string() });
const readsOf = (pk: string) => h.deps.table.queryAll(Read, { partition: pk, prefix: 'READ#' });

test('T8 T11: point and district approve in turn; the queue follows', async () => {
  const { applicationId: id, turn } = await at('POINT_REVIEW');
  const queue = (await get(h, clerk, '/v1/staff/queue')).as('Queue');
  expect(queue.stage).toBe('POINT_REVIEW');
  expect(queue.items.map((i) => i.applicationId)).toContain(id);
  const accepted = (await decide(clerk, id, { turn, decision: 'APPROVE', opinion: '材料齐全' })).as(
    'DeskApplication',
  );
  expect(accepted).toMatchObject({ stage: 'DISTRICT_REVIEW', acts: [] });
  expect((await get(h, officer, '/v1/staff/queue')).as('Queue').items.map((i) => i.applicationId)).toContain(
    id,
  );
  const approved = await decide(officer, id, { turn: accepted.turn, decision: 'APPROVE' });
  const view = approved.as('DeskApplication');
  expect(view.stage).toBe('PAYMENT_DUE');
  expect(view.payment).toMatchObject({ status: 'OPEN', amountFen: 20000, orderId: `${id}-1` });
  expect(view.approvals.map((a) => a.actor.id)).toEqual(['hr-1', 'clerk-1', 'officer-1']);
  expect(approved.version).toBe(view.version);
});

test('the page shows masked identity (V2), the snapshot, what is asked, and what may be done now', async () => {
  const { applicationId, applicantId } = await at('POINT_REVIEW');
  await givenUnit(h);
  await givenProfile(h, applicantId);
  const view = await desk(h, clerk, applicationId);
  expect(view.applicant).toMatchObject({ idMasked: '**************0011', mobileMasked: '138****1234' });
  expect(view.declaration.data).toMatchObject({
    mobile: '138****0000',
    workStatement: '主持完成多项建筑工程。',
  });
  expect(JSON.stringify(view)).not.toContain('330102190001010011');
  expect(view.acts.sort()).toEqual(['POINT_ACCEPT', 'REJECT', 'REROUTE', 'RETURN']);
  expect(view.waiting.role).toBe('POINT_CLERK');
  expect(view.requirements.map((r) => r.code)).toEqual(expect.arrayContaining(['A1', 'A1a', 'A2', 'A6']));
  expect(view.timeline.map((e) => e.act)).toEqual([
    'CREATE',
    'SUBMIT',
    'UNIT_APPROVE',
    'CLOSE_UNIT_PUBLICITY',
  ]);
});

test('V2: the whole number is shown for a purpose, and the reading is recorded', async () => {
  const { applicationId, applicantId } = await at('POINT_REVIEW');
  await givenProfile(h, applicantId);
  const path = `/v1/staff/applications/${applicationId}/identity`;
  expect((await post(h, clerk, path, { purpose: '' })).problem().code).toBe('INVALID');
  const shown = await post(h, clerk, path, { purpose: '核对身份证件' }, 'identity-key');
  expect(shown.as('Identity').idNumber).toBe('330102190001010011');
  const again = await post(h, clerk, path, { purpose: '核对身份证件' }, 'identity-key');
  expect(again.as('Identity').idNumber).toBe('330102190001010011');
  expect(await readsOf(keys.application(applicationId).pk)).toEqual([
    { actor: expect.objectContaining({ id: 'clerk-1' }), purpose: '核对身份证件' },
  ]);
});

test('V5: a file of the snapshot opens through a short link and is logged; no other file does', async () => {
  const { applicationId, applicantId } = await at('POINT_REVIEW');
  await h.givenFile({ ownerId: applicantId, purpose: 'ATTACHMENT', fileId: 'f1' });
  await h.givenFile({ ownerId: applicantId, purpose: 'ATTACHMENT', fileId: 'not-declared' });
  const link = (await get(h, clerk, `/v1/staff/applications/${applicationId}/files/f1`)).as('Link');
  expect(link.url).toContain('f/f1');
  expect(await readsOf(keys.file('f1').pk)).toHaveLength(1);
  const other = await get(h, clerk, `/v1/staff/applications/${applicationId}/files/not-declared`);
  expect(other.problem()).toMatchObject({ status: 404, code: 'NOT_FOUND' });
});

test('D27: another point, another plan, a desk whose turn is to come: as if there were none', async () => {
  const { applicationId } = await at('POINT_REVIEW');
  const path = `/v1/staff/applications/${applicationId}`;
  const unknown = (await get(h, clerk, '/v1/staff/applications/none')).problem();
  for (const as of [otherClerk, otherOffice, officer, muniOfficer, office]) {
    const { requestId: _r, instance: _i, ...told } = (await get(h, as, path)).problem();
    expect(told).toEqual({ ...told, status: 404, code: 'NOT_FOUND', errors: [], title: unknown.title });
  }
  expect((await get(h, ops, path)).problem()).toMatchObject({ status: 403, code: 'FORBIDDEN' });
  expect((await get(h, clerk, '/v1/staff/applications/none')).problem().status).toBe(404);
  expect((await h.call('api-staff', 'GET', path)).problem()).toMatchObject({ status: 401, code: 'AUTH' });
});

test('a decision on an earlier turn is refused with found and allowed (409 STALE_TURN)', async () => {
  const { applicationId, turn } = await at('POINT_REVIEW');
  const refused = (await decide(clerk, applicationId, { turn: turn - 1, decision: 'APPROVE' })).problem();
  expect(refused).toMatchObject({ status: 409, code: 'STALE_TURN' });
  expect(refused.errors[0]).toMatchObject({ found: turn - 1, allowed: turn });
});

test('two clerks at once: one decision stands, the other is refused', async () => {
  const { applicationId, turn } = await at('POINT_REVIEW');
  const answers = await Promise.all([
    decide(clerk, applicationId, { turn, decision: 'APPROVE' }),
    decide(clerk2, applicationId, { turn, decision: 'REJECT', reason: '不符合条件' }),
  ]);
  const statuses = answers.map((a) => a.status).sort();
  expect(statuses[0]).toBe(200);
  expect([409, 412]).toContain(statuses[1]);
  const { stage, turns } = await h.deps.applications.require(applicationId);
  expect(['DISTRICT_REVIEW', 'REJECTED']).toContain(stage);
  expect(turns).toHaveLength(turn + 1);
});

test('a repeated request with the same key decides once', async () => {
  const { applicationId, turn } = await at('POINT_REVIEW');
  const body = { turn, decision: 'APPROVE' };
  const [first, second] = [
    await decide(clerk, applicationId, body, 'twice'),
    await decide(clerk, applicationId, body, 'twice'),
  ];
  expect(second.as('DeskApplication')).toMatchObject({
    stage: first.as('DeskApplication').stage,
    version: first.version,
  });
  expect(second.as('DeskApplication').approvals).toHaveLength(2);
  const other = await decide(clerk, applicationId, { turn, decision: 'REJECT', reason: '不' }, 'twice');
  expect(other.problem().code).toBe('IDEMPOTENCY_KEY_REUSED');
});

test('C4: the district officer may not be the clerk of the point before', async () => {
  const { applicationId, turn } = await at('DISTRICT_REVIEW');
  const sameperson = { ...officer, id: clerk.id };
  const refused = (await decide(sameperson, applicationId, { turn, decision: 'APPROVE' })).problem();
  expect(refused).toMatchObject({ status: 403, code: 'SEPARATION_OF_DUTIES' });
  expect(refused.errors[0]?.rule).toBe('C4');
  expect((await desk(h, sameperson, applicationId)).acts).not.toContain('DISTRICT_APPROVE');
});

test('L11: a return names everything at once, has a deadline, and a second one needs a supervisor (C6)', async () => {
  const { applicationId: id, turn } = await at('POINT_REVIEW');
  const nothing = (
    await decide(clerk, id, { turn, decision: 'RETURN', reason: '请补正', items: [] })
  ).problem();
  expect(nothing.errors).toEqual([expect.objectContaining({ code: 'RETURN_ITEMS_REQUIRED', rule: 'L11' })]);
  const silent = (
    await decide(clerk, id, { turn, decision: 'RETURN', items: [{ path: '/photo', remark: '非白底' }] })
  ).problem();
  expect(silent.errors[0]?.code).toBe('REASON_REQUIRED');
  const items = [
    { path: '/photo', remark: '非白底' },
    { path: '/attachments/A6', remark: '缺单位公章' },
  ];
  const view = (await decide(clerk, id, { turn, decision: 'RETURN', reason: '请补正', items })).as(
    'DeskApplication',
  );
  expect(view).toMatchObject({ stage: 'RETURNED', returned: { resumeTo: 'POINT_REVIEW', items } });
  expect(view.returned?.dueAt).toBe('2020-10-19T16:00:00.000Z');
  const again = await patch(h, await h.deps.applications.require(id), {
    stage: 'POINT_REVIEW',
    turn: view.turn + 1,
    turns: [
      ...view.turns,
      { ...view.turns.at(-1), turn: view.turn + 1, stage: 'POINT_REVIEW', step: 'POINT_REVIEW' } as never,
    ],
  });
  const second = await decide(clerk, id, { turn: again.turn, decision: 'RETURN', reason: '请补正', items });
  expect(second.problem().errors[0]).toMatchObject({
    ...{ code: 'RETURN_AGAIN', rule: 'C6', found: 1 },
    message: '本环节已退回 1 次，再次退回须由负责人说明理由。',
  });
});

test('T13: only the reviewer whose turn it is returns it', async () => {
  const { applicationId, turn } = await at('DISTRICT_REVIEW');
  const body = { turn, decision: 'RETURN', reason: '请补正', items: [{ path: '/photo', remark: '非白底' }] };
  expect((await decide(clerk, applicationId, body)).problem()).toMatchObject({
    status: 403,
    code: 'FORBIDDEN',
  });
  expect((await desk(h, clerk, applicationId)).acts).toEqual([]);
});

test('R1: a rejection needs its reason; a desk decides only at its own stage', async () => {
  const { applicationId, turn } = await at('POINT_REVIEW');
  const silent = (await decide(clerk, applicationId, { turn, decision: 'REJECT' })).problem();
  expect(silent.errors[0]?.code).toBe('REASON_REQUIRED');
  const early = (await decide(office, applicationId, { turn, decision: 'APPROVE' })).problem();
  expect(early).toMatchObject({ status: 404, code: 'NOT_FOUND' });
  const closed = await decide(clerk, applicationId, { turn, decision: 'CLOSE_PUBLICITY' });
  expect(closed.problem().code).toBe('FORBIDDEN');
  const { turn: next } = (await decide(clerk, applicationId, { turn, decision: 'APPROVE' })).as(
    'DeskApplication',
  );
  const late = (await decide(clerk, applicationId, { turn: next, decision: 'APPROVE' })).problem();
  expect(late).toMatchObject({ status: 409, code: 'WRONG_STAGE' });
  expect(late.errors[0]?.code).toBe('FLOW_ORDER');
});

test('R27: a point passes it on to another one, whose queue it then stands in', async () => {
  const { applicationId: id, turn } = await at('POINT_REVIEW');
  const path = `/v1/staff/applications/${id}/route`;
  const same = await post(h, clerk, path, { turn, pointId: 'P330106', reason: '属地' });
  expect(same.problem().errors[0]).toMatchObject({ code: 'REROUTE_SAME', rule: 'R27' });
  const moved = (await post(h, clerk, path, { turn, pointId: 'P330102', reason: '单位属上城区' })).as(
    'DeskApplication',
  );
  expect(moved.route).toMatchObject({
    pointId: 'P330102',
    division: '330102',
    paper: { id: 'P330102' },
    flagged: true,
  });
  expect(moved.acts).toEqual([]);
  const mine = (await get(h, otherClerk, '/v1/staff/queue')).as('Queue');
  expect(mine.items.map((i) => i.applicationId)).toEqual([id]);
  expect((await get(h, clerk, `/v1/staff/applications/${id}`)).problem().code).toBe('NOT_FOUND');
});

test('queue: pages by an opaque cursor, refuses a foreign one, shows no stage of another desk', async () => {
  for (let i = 0; i < 3; i++) await at('DISTRICT_REVIEW');
  const first = (await get(h, officer, '/v1/staff/queue?limit=2')).as('Queue');
  expect(first.items).toHaveLength(2);
  const next = (await get(h, officer, `/v1/staff/queue?limit=2&cursor=${first.cursor}`)).as('Queue');
  const seen = [...first.items, ...next.items].map((i) => i.applicationId);
  expect(new Set(seen).size).toBe(seen.length);
  expect((await get(h, officer, '/v1/staff/queue?cursor=xyz')).problem().code).toBe('INVALID');
  expect((await get(h, clerk, `/v1/staff/queue?cursor=${first.cursor}`)).problem().code).toBe('INVALID');
  const foreign = (await get(h, officer, '/v1/staff/queue?stage=OFFICE_REVIEW')).problem();
  expect(foreign.errors[0]).toMatchObject({ code: 'QUEUE_STAGE', allowed: 'DISTRICT_REVIEW' });
});

test('C7: a desk that is late is marked, and nothing else happens', async () => {
  const { applicationId } = await at('POINT_REVIEW');
  h.clock.set('2020-09-23T02:00:00.000Z');
  const before = (await get(h, clerk, '/v1/staff/queue?limit=100')).as('Queue').items;
  expect(before.find((i) => i.applicationId === applicationId)?.overdue).toBe(false);
  h.clock.set('2020-12-01T02:00:00.000Z');
  const after = (await get(h, clerk, '/v1/staff/queue?limit=100')).as('Queue').items;
  expect(after.find((i) => i.applicationId === applicationId)).toMatchObject({
    overdue: true,
    stage: 'POINT_REVIEW',
  });
});

test('Q21: the office audits; what it has passed stands apart until it is published', async () => {
  const { applicationId, turn } = await at('OFFICE_REVIEW');
  const view = (await decide(office, applicationId, { turn, decision: 'APPROVE' })).as('DeskApplication');
  expect(view.stage).toBe('OFFICE_REVIEW');
  const audited = (await get(h, office, '/v1/staff/queue?stage=OFFICE_AUDITED')).as('Queue');
  expect(audited.items.map((i) => i.applicationId)).toContain(applicationId);
  const open = (await get(h, office, '/v1/staff/queue?stage=OFFICE_REVIEW')).as('Queue');
  expect(open.items.map((i) => i.applicationId)).not.toContain(applicationId);
});

test('C11 T42: the office grants a withdrawal that was asked for', async () => {
  const application = await at('READY');
  const { applicationId: id, turn, applicantId } = application;
  const path = `/v1/office/applications/${id}/withdrawal`;
  expect((await post(h, office, path, { turn })).problem().errors[0]).toMatchObject({
    code: 'WITHDRAWAL_NOT_REQUESTED',
  });
  await act(h, id, {
    name: 'REQUEST_WITHDRAWAL',
    actor: { id: applicantId, role: 'APPLICANT' },
    reason: '调动',
  });
  expect((await post(h, office, path, { turn })).as('DeskApplication').stage).toBe('WITHDRAWN');
});

test('L21 T45: a re-examination is answered; only a procedural fault leads to another session', async () => {
  const asked = async (proceduralFault: boolean) => {
    const { applicationId: id, applicantId } = await at('NOT_PASSED', { passed: false });
    const actor = { id: applicantId, role: 'APPLICANT' as const };
    const { turn } = await act(h, id, { name: 'REQUEST_REEXAMINATION', actor, reason: '请复查' });
    const path = `/v1/office/applications/${id}/reexamination`;
    return (await post(h, office, path, { turn, answer: '经核查', proceduralFault })).as('DeskApplication');
  };
  expect(await asked(false)).toMatchObject({ stage: 'NOT_PASSED', reexamination: { answer: '经核查' } });
  const again = await asked(true);
  expect(again.stage).toBe('READY');
  expect((await desk(h, office, again.applicationId)).declaration.data.track).toBe('NORMAL');
});

test('who is signed in: the name of the scope', async () => {
  const names = await Promise.all(
    [clerk, officer, muniOfficer, office].map(
      async (c) => (await get(h, c, '/v1/staff/me')).as('StaffSelf').scopeName,
    ),
  );
  const { directory, jurisdiction, names: plan } = h.deps.plans.get(office.scope ?? '');
  expect(names).toEqual([
    directory.points.find((p) => p.pointId === 'P330106')?.name.zh,
    jurisdiction.divisions.find((d) => d.code === '330106')?.name.zh,
    directory.muniUnits.find((m) => m.muniUnitId === 'MU02')?.name.zh,
    plan.zh,
  ]);
});

test('Q16: a lapsed payment is re-opened once, within the grace, with its content', async () => {
  const { applicationId: id } = await at('PAYMENT_DUE');
  h.clock.set('2020-09-22T16:31:00.000Z');
  await act(h, id, asMachine('LAPSE'));
  const lapsed = await h.deps.applications.require(id);
  const path = `/v1/ops/applications/${id}/payment-reopening`;
  const body = { turn: lapsed.turn, reason: '网关故障' };
  h.clock.set('2020-09-29T02:00:00.000Z');
  expect((await post(h, ops, path, body)).problem().errors[0]).toMatchObject({
    code: 'PAYMENT_REOPEN',
    rule: 'Q16',
  });
  h.clock.set('2020-09-23T02:00:00.000Z');
  (await post(h, ops, path, body)).as('Receipt');
  const open = await h.deps.applications.require(id);
  expect(open).toMatchObject({
    stage: 'PAYMENT_DUE',
    revision: 2,
    payment: { status: 'OPEN', attempt: 2, reopened: true },
  });
  expect((await desk(h, officer, id)).declaration.planCode).toBe(open.planCode);
});

test('C5 Q16: a lapsed payment is not re-opened beside a newer declaration of the same person', async () => {
  const lapsing = await at('PAYMENT_DUE');
  const newer = await at('UNIT_REVIEW');
  h.clock.set('2020-09-22T16:31:00.000Z');
  await act(h, lapsing.applicationId, asMachine('LAPSE'));
  const { turn, applicantId, planCode } = await h.deps.applications.require(lapsing.applicationId);
  const guard = keys.activeDeclaration(applicantId, planCode);
  const hold = (applicationId: string) =>
    h.deps.table.transact([put(h.deps.table.name, guard, { applicationId })]);
  const reopen = () =>
    post(h, ops, `/v1/ops/applications/${lapsing.applicationId}/payment-reopening`, {
      turn,
      reason: '网关故障',
    });
  h.clock.set('2020-09-23T02:00:00.000Z');
  await hold(newer.applicationId);
  expect((await reopen()).problem().errors[0]).toMatchObject({
    code: 'DECLARATION_EXISTS',
    rule: 'C5',
    message: '申报人在本计划已有一份申报，请在那一份中继续办理',
  });
  // The newer one has ended without a decision: the place is free, and taken again with the re-opening.
  await act(h, newer.applicationId, {
    name: 'WITHDRAW',
    actor: { id: newer.applicantId, role: 'APPLICANT' },
    reason: '个人原因',
  });
  (await reopen()).as('Receipt');
  const held = await h.deps.table.get(z.object({ applicationId: z.string() }), guard);
  expect(held?.applicationId).toBe(lapsing.applicationId);
});

test('a query parameter that a route does not have, and a value that it cannot have, are told, not passed over', async () => {
  await givenUnit(h);
  const asked = async (as: Caller, path: string) => {
    const audience = path.startsWith('/v1/staff') ? ('api-staff' as const) : ('api-applicant' as const);
    const { status, errors } = (await h.call(audience, 'GET', path, { as })).problem();
    return [status, ...errors.map((e) => `${e.code} ${e.field} ${e.allowed}`)];
  };
  const known = 'stage, limit, cursor';
  expect(await asked(clerk, '/v1/staff/queue?status=OPEN&sort=due&stage=POINT_REVIEW')).toEqual([
    422,
    `QUERY_UNKNOWN status ${known}`,
    `QUERY_UNKNOWN sort ${known}`,
  ]);
  expect(await asked(clerk, '/v1/staff/me?verbose=1')).toEqual([422, 'QUERY_UNKNOWN verbose —']);
  for (const limit of ['0', '101', '1.5', 'all', '%20'])
    expect(await asked(clerk, `/v1/staff/queue?limit=${limit}`)).toEqual([422, 'QUERY_LIMIT limit 1–100']);
  expect((await asked(hr, '/v1/unit/applications?stage=POINT_REVIEW'))[1]).toMatch(/^QUEUE_STAGE stage/);
});
