import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { ReturnItem } from '../../shared/contracts/application.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import { canonicalHash } from '../../shared/rules/base/canonical-json.ts';
import { readApplicationNumber } from '../../shared/rules/people/identifiers.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { put } from '../../shared/store/base/table.ts';
import { getSignature } from '../../shared/store/signatures.ts';
import { getUnitRecord, unitWrites } from '../../shared/store/units.ts';
import {
  act,
  applicant,
  approveItem,
  change,
  clerk,
  dataBody,
  givenCompleteDraft,
  givenReady,
  givenSubmitted,
  hr,
  itemBody,
  PLAN,
  read,
  save,
  sign,
  submit,
  USCC,
} from './applicant-road.ts';
import { type Answer, createHarness, type Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const codes = (answer: Answer) => answer.problem().errors.map((e) => e.code);
const rules = (answer: Answer) => answer.problem().errors.map((e) => e.rule);
const post = (path: string, body?: unknown) =>
  h.call('api-applicant', 'POST', path, { as: applicant, ...(body === undefined ? {} : { body }) });
const at = (id: string, rest = '') => `/v1/me/applications/${id}${rest}`;
const unit: Actor = { id: hr.id, role: 'UNIT_HR' };

describe('T3 提交', () => {
  it('R58: freezes snapshot, route and number, and opens the unit’s review', async () => {
    const draft = await givenCompleteDraft(h);
    expect(Object.values(draft.findings).flat()).toEqual([]);
    const view = (await submit(h, draft)).as('ApplicationView');
    expect(view).toMatchObject({ stage: 'UNIT_REVIEW', turn: 2, revision: 1, findings: {} });
    expect(view.route).toEqual({
      pointId: 'P330106',
      division: '330106',
      paper: { kind: 'POINT', id: 'P330106' },
    });
    expect(view.waiting).toMatchObject({ role: 'UNIT_HR', name: { zh: '杭州示例建筑有限公司' } });
    const number = readApplicationNumber(view.applicationNo ?? '');
    expect(number).toMatchObject({
      ok: true,
      value: { planCode: draft.planCode, district: '330106', serial: 1 },
    });
    const application = await h.deps.applications.require(view.applicationId);
    const snapshot = await h.deps.applications.snapshotOf({ applicationId: view.applicationId, revision: 1 });
    expect(application).toMatchObject({
      snapshotHash: canonicalHash(snapshot),
      contentHash: draft.contentHash,
      mode: '正常申报',
      specialty: '建筑工程',
      photo: snapshot.photo,
    });
    expect((await h.deps.applications.byNumber(view.applicationNo ?? ''))?.applicationId).toBe(
      view.applicationId,
    );
  });

  it('an answer is replayed under its key; another body under the same key is refused', async () => {
    const draft = await givenCompleteDraft(h);
    const first = await submit(h, draft, { key: 'submit-1' });
    const again = await submit(h, draft, { key: 'submit-1' });
    expect([again.status, again.body, again.headers['idempotent-replay']]).toEqual([200, first.body, 'true']);
    const other = await submit(h, { ...draft, turn: 9 }, { key: 'submit-1' });
    expect([other.status, other.problem().code]).toEqual([422, 'IDEMPOTENCY_KEY_REUSED']);
    const none = await h.call('api-applicant', 'POST', at(draft.applicationId, '/submission'), {
      as: applicant,
      body: { turn: 1, contentHash: draft.contentHash },
      headers: { 'idempotency-key': '' },
    });
    expect(none.status).toBe(400);
  });

  it('what is kept for a repeated request is the id, not the declaration; of a withdrawal likewise', async () => {
    const draft = await givenCompleteDraft(h);
    const { turn } = (await submit(h, draft, { key: 'submit-1' })).as('ApplicationView');
    const kept = await h.deps.table.get(
      z.record(z.string(), z.unknown()),
      keys.idempotency(applicant.id, 'submit-1'),
    );
    expect(kept).toMatchObject({ ref: draft.applicationId });
    expect(Object.keys(kept ?? {})).not.toContain('body');
    const withdraw = () =>
      h.call('api-applicant', 'POST', at(draft.applicationId, '/withdrawal'), {
        as: applicant,
        body: { turn, reason: '个人原因' },
        key: 'withdraw-1',
      });
    const first = await withdraw();
    const again = await withdraw();
    expect([again.status, again.body]).toEqual([200, first.body]);
    const bodies = await h.deps.table.get(
      z.record(z.string(), z.unknown()),
      keys.idempotency(applicant.id, 'withdraw-1'),
    );
    expect(Object.keys(bodies ?? {})).not.toContain('body');
  });

  it('a repeated 马上申报 is told of the one declaration', async () => {
    await givenReady(h);
    const start = () =>
      h.call('api-applicant', 'POST', '/v1/me/applications', {
        as: applicant,
        body: { planCode: PLAN, requirementsVersion: h.deps.plans.get(PLAN).version },
        key: 'start-1',
      });
    const first = await start();
    const again = await start();
    expect([again.status, again.body, again.headers['idempotent-replay']]).toEqual([201, first.body, 'true']);
  });

  it('two submits at the same time make one submission', async () => {
    const draft = await givenCompleteDraft(h);
    const answers = await Promise.all([submit(h, draft), submit(h, draft)]);
    expect(answers.filter((a) => a.status === 200)).toHaveLength(1);
    expect((await h.deps.applications.require(draft.applicationId)).revision).toBe(1);
  });

  it('R58: everything incomplete is named at once; C10: a stale signature is among it', async () => {
    const draft = await givenCompleteDraft(h);
    const data = { ...dataBody, workStatement: '', optionCodes: [] };
    const saved = (await save(h, draft.applicationId, 'data', data)).as('ApplicationView');
    const refused = await submit(h, saved);
    expect([refused.status, refused.problem().code]).toEqual([409, 'GUARD']);
    expect(codes(refused)).toEqual(
      expect.arrayContaining(['SUBMIT_INCOMPLETE', 'FIELD_REQUIRED', 'OPTION_REQUIRED', 'COMMITMENT_STALE']),
    );
    expect((await read(h, draft.applicationId)).stage).toBe('DRAFT');
  });

  it('C10: what is handed in is what the preview showed', async () => {
    const draft = await givenCompleteDraft(h);
    const refused = await submit(h, { ...draft, contentHash: 'f'.repeat(64) });
    expect([refused.status, codes(refused), rules(refused)]).toEqual([409, ['CONTENT_CHANGED'], ['C10']]);
  });

  it('R12: not after the window', async () => {
    const draft = await givenCompleteDraft(h);
    h.clock.set('2020-09-25T16:00:00.000Z');
    expect(codes(await submit(h, draft))).toEqual(['SUBMIT_INCOMPLETE', 'WINDOW_CLOSED']);
  });

  it('R9: not through a unit whose account was suspended meanwhile', async () => {
    const draft = await givenCompleteDraft(h);
    const bound = await getUnitRecord(h.deps.table, USCC);
    if (!bound) throw new Error('no unit');
    const event = { act: 'SUSPEND_UNIT', actor: clerk, at: h.clock.now() };
    const suspended = { ...bound, status: 'SUSPENDED' as const };
    await h.deps.table.transact(unitWrites(h.deps.table, bound, suspended, event).writes);
    expect(codes(await submit(h, draft))).toEqual(['CURRENT_UNIT_UNBOUND']);
  });

  it('a submitted declaration is not edited, nor submitted twice; a stale turn says which it is now', async () => {
    const view = await givenSubmitted(h);
    const edited = await save(h, view.applicationId, 'data', dataBody);
    expect([edited.status, edited.problem().code]).toEqual([409, 'WRONG_STAGE']);
    expect((await submit(h, view)).problem().code).toBe('WRONG_STAGE');
    const stale = await submit(h, { ...view, turn: 1 });
    expect([stale.status, stale.problem().code]).toEqual([409, 'STALE_TURN']);
    expect(stale.problem().errors[0]).toMatchObject({ found: 1, allowed: 2 });
  });

  it('R22: the signature is kept as strokes and as a drawing of shapes only', async () => {
    const draft = await givenCompleteDraft(h);
    const { signatureId } = draft.declaration.commitment ?? {};
    const signature = await getSignature(h.deps.table, draft.applicationId, signatureId ?? '');
    expect(signature?.contentHash).toBe(draft.contentHash);
    expect(signature?.svg).toMatch(/^<svg [^<]*><path [^<]*\/><\/svg>$/);
    expect(signature?.frame).toEqual({ width: 600, height: 240 });
    const strokes = JSON.parse(signature?.strokes ?? '') as [number, number, number][][];
    expect(strokes).toHaveLength(4);
    expect(strokes[0]?.[0]).toEqual([0.1, 0.1667, 0]);
  });

  it('R22: a signature that was kept in pixels, some beyond the frame, is read as shares of it', async () => {
    const draft = await givenCompleteDraft(h);
    const { signatureId = '' } = draft.declaration.commitment ?? {};
    const at = keys.signature(draft.applicationId, signatureId);
    const { frame, ...old } = (await getSignature(h.deps.table, draft.applicationId, signatureId))!;
    const strokes = JSON.stringify([
      [
        [60, 40, 0],
        [660, 300, 9],
      ],
    ]);
    await h.deps.table.transact([put(h.deps.table.name, at, { ...old, strokes, type: 'SIGNATURE' })]);
    const signature = await getSignature(h.deps.table, draft.applicationId, signatureId);
    expect(signature).toEqual({ ...old, frame, strokes: '[[[0.1,0.1667,0],[1.1,1.25,9]]]' });
  });

  it('R6: what was submitted keeps the version that it had', async () => {
    const view = await givenSubmitted(h);
    const [item] = view.declaration.achievements;
    const path = `/v1/me/archive/${item?.itemId}`;
    const archive = (await h.call('api-applicant', 'GET', '/v1/me/archive', { as: applicant })).as(
      'ArchiveList',
    );
    const version = archive.items[0]?.version ?? 0;
    await h.call('api-applicant', 'PUT', path, {
      as: applicant,
      body: { ...itemBody, title: '后来改' },
      version,
    });
    const snapshot = await h.deps.applications.snapshotOf({ applicationId: view.applicationId, revision: 1 });
    expect(snapshot.achievements[0]).toMatchObject({ title: '某住宅楼', version: 1 });
  });
});

describe('T14: handing in again after a return', () => {
  const returned = async (items: ReturnItem[]) => {
    const view = await givenSubmitted(h);
    await act(h, view.applicationId, { name: 'RETURN', actor: unit, reason: '请补正', items });
    h.clock.advance(60);
    return read(h, view.applicationId);
  };
  const statement: ReturnItem = { path: '/data/workStatement', remark: '请写具体' };

  it('C9: only what the return names may change', async () => {
    const view = await returned([statement]);
    expect(view).toMatchObject({
      stage: 'RETURNED',
      waiting: { role: 'APPLICANT' },
      returned: { reason: '请补正' },
    });
    const id = view.applicationId;
    const refused = await save(h, id, 'data', { ...dataBody, mobile: '13900000000', siOutOfProvince: true });
    expect([refused.status, refused.problem().code]).toEqual([409, 'GUARD']);
    expect(refused.problem().errors.map((e) => [e.code, e.rule, e.field])).toEqual([
      ['RETURN_SCOPE', 'C9', '/data/siOutOfProvince'],
      ['RETURN_SCOPE', 'C9', '/data/mobile'],
    ]);
    const photo = await h.givenFile({ ownerId: applicant.id, purpose: 'PHOTO' });
    expect(codes(await save(h, id, 'photo', { fileId: photo }))).toEqual(['RETURN_SCOPE']);
    const mended = await save(h, id, 'data', { ...dataBody, workStatement: '主持完成五项。' });
    expect(mended.status).toBe(200);
  });

  it('C8, C10: signed again, it goes back to who returned it, under its number and with a new revision', async () => {
    const view = await returned([statement]);
    const id = view.applicationId;
    await save(h, id, 'data', { ...dataBody, workStatement: '主持完成五项。' });
    const unsigned = await submit(h, await read(h, id));
    expect(codes(unsigned)).toEqual(['SUBMIT_INCOMPLETE', 'COMMITMENT_STALE']);
    await sign(h, id);
    const again = (await submit(h, await read(h, id))).as('ApplicationView');
    expect(again).toMatchObject({ stage: 'UNIT_REVIEW', revision: 2, applicationNo: view.applicationNo });
    expect(
      (await h.deps.applications.snapshotOf({ applicationId: id, revision: 1 })).data.workStatement,
    ).toBe(dataBody.workStatement);
    expect(
      (await h.deps.applications.snapshotOf({ applicationId: id, revision: 2 })).data.workStatement,
    ).toBe('主持完成五项。');
  });

  it('the declaration window does not bind a correction; its own deadline does (L11)', async () => {
    const view = await returned([statement]);
    h.clock.set('2020-09-26T02:00:00.000Z');
    const id = view.applicationId;
    await save(h, id, 'data', { ...dataBody, workStatement: '再改。' });
    await sign(h, id);
    const late = await submit(h, await read(h, id));
    expect([late.status, codes(late)]).toEqual([409, ['RETURN_OVERDUE']]);
  });

  it('R23: a signature that was returned as illegible has to be given again', async () => {
    const view = await returned([{ path: '/commitment', remark: '字迹不清' }]);
    const id = view.applicationId;
    expect(codes(await submit(h, view))).toEqual(['SUBMIT_INCOMPLETE', 'SIGNATURE_RETURNED']);
    await sign(h, id);
    expect((await submit(h, await read(h, id))).status).toBe(200);
  });

  it('R6: an achievement stays good in its submitted version while other things are corrected', async () => {
    const view = await returned([statement]);
    const id = view.applicationId;
    const archive = (await h.call('api-applicant', 'GET', '/v1/me/archive', { as: applicant })).as(
      'ArchiveList',
    );
    const [item] = archive.items;
    await h.call('api-applicant', 'PUT', `/v1/me/archive/${item?.itemId}`, {
      as: applicant,
      body: { ...itemBody, title: '第二版' },
      version: item?.version ?? 0,
    });
    await approveItem(h, { itemId: item?.itemId ?? '', personId: applicant.id });
    await save(h, id, 'data', { ...dataBody, workStatement: '再改。' });
    await sign(h, id);
    expect((await submit(h, await read(h, id))).status).toBe(200);
  });

  it('C9: data that ask for a further document open that document', async () => {
    const view = await returned([{ path: '/data/siOutOfProvince', remark: '与社保记录不符' }]);
    const id = view.applicationId;
    const saved = (await save(h, id, 'data', { ...dataBody, siOutOfProvince: true })).as('ApplicationView');
    expect(saved.findings.ATTACHMENTS?.map((f) => f.code)).toContain('ATT_SI_OUT');
    const proof = await h.givenFile({ ownerId: applicant.id, purpose: 'ATTACHMENT' });
    const attachments = [
      ...view.declaration.attachments.map(({ sha256: _hash, ...a }) => a),
      { code: 'A5', fileId: proof },
    ];
    expect((await save(h, id, 'attachments', { attachments, confirmed: true })).status).toBe(200);
    const other = attachments.map((a) => (a.code === 'A6' ? { ...a, fileId: proof } : a));
    expect(codes(await save(h, id, 'attachments', { attachments: other, confirmed: true }))).toEqual([
      'RETURN_SCOPE',
    ]);
  });
});

describe('withdrawal and re-examination', () => {
  it('T41, C11: freely before the first publicity; then it ends', async () => {
    const view = await givenSubmitted(h);
    const path = at(view.applicationId, '/withdrawal');
    expect((await post(path, { turn: 1, reason: '改主意' })).problem().code).toBe('STALE_TURN');
    const gone = (await post(path, { turn: view.turn, reason: '改主意' })).as('ApplicationView');
    expect(gone).toMatchObject({ stage: 'WITHDRAWN', ended: { reason: '改主意' } });
    const twice = await post(path, { turn: gone.turn, reason: '再撤' });
    expect(twice.problem().code).toBe('WRONG_STAGE');
  });

  it('T42a, C11: from the first publicity on it is asked for, once', async () => {
    const view = await givenSubmitted(h);
    const id = view.applicationId;
    await change(h, id, (a) => ({ ...a, stage: 'READY' }));
    const asked = (await post(at(id, '/withdrawal'), { turn: view.turn, reason: '出国' })).as(
      'ApplicationView',
    );
    expect(asked).toMatchObject({ stage: 'READY', withdrawalRequested: { reason: '出国' } });
    const again = await post(at(id, '/withdrawal'), { turn: view.turn, reason: '出国' });
    expect([again.status, codes(again)]).toEqual([409, ['WITHDRAWAL_REQUESTED']]);
  });

  it('T45, L21: re-examination of a result that was not passed, one at a time', async () => {
    const view = await givenSubmitted(h);
    const id = view.applicationId;
    const path = at(id, '/reexamination');
    expect((await post(path, { turn: view.turn, reason: '请复查' })).problem().code).toBe('WRONG_STAGE');
    await change(h, id, (a) => ({ ...a, stage: 'NOT_PASSED' }));
    const asked = (await post(path, { turn: view.turn, reason: '请复查' })).as('ApplicationView');
    expect(asked.reexamination).toMatchObject({ reason: '请复查' });
    expect(codes(await post(path, { turn: view.turn, reason: '请复查' }))).toEqual(['REEXAMINATION_OPEN']);
  });

  it('B12, C15: the history names no expert and repeats nobody’s objection', async () => {
    const view = await givenSubmitted(h);
    const id = view.applicationId;
    await change(h, id, (a) => ({ ...a, stage: 'PRE_PUBLICITY' }));
    const objector: Actor = { id: 'p-9', role: 'PUBLIC', name: '李某' };
    await act(h, id, { name: 'OBJECT', actor: objector, reason: '业绩不实', objectionId: 'o1' });
    const expert: Actor = { id: 'e-1', role: 'EXPERT', name: '专家甲' };
    const before = await h.deps.applications.require(id);
    const event = { act: 'OPINION', actor: expert, at: h.clock.now() };
    await h.deps.table.transact(h.deps.applications.change(before, before, event).writes);
    const text = JSON.stringify(await read(h, id));
    for (const secret of ['李某', '专家甲', '业绩不实']) expect(text).not.toContain(secret);
    expect(text).toContain('"role":"EXPERT"');
  });

  it('T14, T10: after a return the route stays as a point has changed it', async () => {
    const view = await givenSubmitted(h);
    const id = view.applicationId;
    await change(h, id, (a) => ({
      ...a,
      stage: 'POINT_REVIEW',
      route: { ...a.route!, flagged: true, reason: '转办' },
    }));
    await act(h, id, {
      name: 'RETURN',
      actor: clerk,
      reason: '补',
      items: [{ path: '/data/workStatement', remark: '补' }],
    });
    await save(h, id, 'data', { ...dataBody, workStatement: '改。' });
    await sign(h, id);
    const again = (await submit(h, await read(h, id))).as('ApplicationView');
    expect(again).toMatchObject({ stage: 'POINT_REVIEW', route: { flagged: true, reason: '转办' } });
  });
});
