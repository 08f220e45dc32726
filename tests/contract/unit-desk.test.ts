import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import type { Actor } from '../../shared/contracts/roles.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { put } from '../../shared/store/base/table.ts';
import {
  act,
  applicant,
  change,
  givenCompleteDraft,
  givenSubmitted,
  givenUnit,
  hr,
  read,
  submit,
  unitBody,
} from './applicant-road.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const codes = (answer: Answer) => answer.problem().errors.map((e) => e.code);
const rules = (answer: Answer) => answer.problem().errors.map((e) => e.rule);
const get = (path: string, as: Caller = hr) =>
  h.call('api-applicant', 'GET', `/v1/unit/applications${path}`, { as });
const decide = (id: string, body: unknown, as: Caller = hr, key?: string) =>
  h.call('api-applicant', 'POST', `/v1/unit/applications/${id}/decision`, {
    as,
    body,
    ...(key ? { key } : {}),
  });
const rival: Caller = { id: 'hr-2', role: 'UNIT_HR' };
const givenRival = () => givenUnit(h, { ...unitBody, uscc: '91110000600037341L', name: '别的单位' }, rival);

describe('the unit’s desk', () => {
  it('R58: sees what was submitted through it, drafts and other units’ applications not', async () => {
    const draft = await givenCompleteDraft(h);
    await givenRival();
    expect((await get(`/${draft.applicationId}`)).status).toBe(404);
    await submit(h, draft);
    const queue = (await get('')).as('Queue');
    expect(queue).toMatchObject({ stage: 'UNIT_REVIEW', items: [{ applicantName: '赵某', overdue: false }] });
    expect((await get('', rival)).as('Queue').items).toEqual([]);
    expect((await get(`/${draft.applicationId}`, rival)).status).toBe(404);
    expect(
      (await decide(draft.applicationId, { turn: 2, decision: 'REJECT', reason: '不行' }, rival)).status,
    ).toBe(404);
  });

  it('V2: identity masked; what may be done comes from the table itself', async () => {
    const { applicationId } = await givenSubmitted(h);
    const answer = await get(`/${applicationId}`);
    const view = answer.as('DeskApplication');
    expect(view.applicant).toMatchObject({ idMasked: '**************0011', mobileMasked: '138****0000' });
    expect(JSON.stringify(answer.body)).not.toContain('330102190001010011');
    expect(view.acts.sort()).toEqual(['REJECT', 'RETURN', 'UNIT_APPROVE']);
    expect(view.achievements).toMatchObject([{ title: '某住宅楼', status: 'APPROVED' }]);
  });

  it('T5, L9: approval needs the unit’s opinion and opens a publicity of five working days', async () => {
    const { applicationId: id, turn } = await givenSubmitted(h);
    const bare = await decide(id, { turn, decision: 'APPROVE' });
    expect([bare.status, codes(bare), rules(bare)]).toEqual([422, ['OPINION_REQUIRED'], ['L9']]);
    const passed = await decide(id, { turn, decision: 'APPROVE', opinion: '同意推荐' }, hr, 'k');
    const view = passed.as('DeskApplication');
    expect(view).toMatchObject({ stage: 'UNIT_PUBLICITY', approvals: [{ opinion: '同意推荐' }] });
    // Tuesday 1 September 2020: the day itself does not count (L26).
    expect(view.window?.closeAt).toBe('2020-09-08T16:00:00.000Z');
    const again = await decide(id, { turn, decision: 'APPROVE', opinion: '同意推荐' }, hr, 'k');
    expect(again.body).toEqual(passed.body);
    // For a repeated request nothing but the id is kept: no identity, no declaration.
    const kept = await h.deps.table.get(z.record(z.string(), z.unknown()), keys.idempotency(hr.id, 'k'));
    expect([kept?.ref, kept && 'body' in kept]).toEqual([id, false]);
    const stale = await decide(id, { turn, decision: 'REJECT', reason: '晚了' });
    expect([stale.status, stale.problem().code]).toEqual([409, 'STALE_TURN']);
    expect((await get('?stage=UNIT_PUBLICITY')).as('Queue').items).toHaveLength(1);
    expect((await get('?stage=UNIT_REVIEW')).as('Queue').items).toHaveLength(0);
  });

  it('T6, L9: the publicity closes after its five working days, not before', async () => {
    const { applicationId: id, turn } = await givenSubmitted(h);
    await decide(id, { turn, decision: 'APPROVE', opinion: '同意' });
    h.clock.set('2020-09-08T15:59:59.999Z');
    const early = await decide(id, { turn: 3, decision: 'CLOSE_PUBLICITY' });
    expect([early.status, codes(early), rules(early)]).toEqual([409, ['PUBLICITY_TOO_SHORT'], ['L9']]);
    h.clock.set('2020-09-08T16:00:00.000Z');
    const closed = (await decide(id, { turn: 3, decision: 'CLOSE_PUBLICITY' })).as('DeskApplication');
    expect(closed).toMatchObject({ stage: 'POINT_REVIEW', waiting: { role: 'POINT_CLERK' } });
    expect((await get('?stage=ALL')).as('Queue').items).toMatchObject([{ stage: 'POINT_REVIEW' }]);
    expect((await get('?stage=ALL&cursor=nonsense')).status).toBe(422);
  });

  it('T13, L11: a return lists everything and gives a deadline; T7: a rejection needs its reason', async () => {
    const { applicationId: id, turn } = await givenSubmitted(h);
    const empty = await decide(id, { turn, decision: 'RETURN', reason: '补正', items: [] });
    expect([empty.status, codes(empty)]).toEqual([422, ['RETURN_ITEMS_REQUIRED']]);
    expect(codes(await decide(id, { turn, decision: 'REJECT' }))).toEqual(['REASON_REQUIRED']);
    const items = [{ path: '/data/workStatement', remark: '写具体' }];
    const back = (await decide(id, { turn, decision: 'RETURN', reason: '补正', items })).as(
      'DeskApplication',
    );
    expect(back).toMatchObject({
      stage: 'RETURNED',
      waiting: { role: 'APPLICANT', left: { workingDays: 5 } },
    });
    expect((await read(h, id)).returned?.items).toEqual(items);
  });

  it('C1: nobody decides on an own application', async () => {
    const { applicationId: id, turn } = await givenSubmitted(h);
    const self: Caller = { id: applicant.id, role: 'UNIT_HR' };
    const { table } = h.deps;
    await table.transact([put(table.name, keys.unitOfAccount(self.id), { uscc: unitBody.uscc })]);
    const refused = await decide(id, { turn, decision: 'APPROVE', opinion: '同意' }, self);
    expect([refused.status, refused.problem().code, rules(refused)]).toEqual([
      403,
      'SEPARATION_OF_DUTIES',
      ['C1'],
    ]);
  });

  it('C15: that there is an objection, not what was said or found; the words of an inquiry likewise', async () => {
    const { applicationId: id } = await givenSubmitted(h);
    await change(h, id, (before) => ({ ...before, stage: 'PRE_PUBLICITY' }));
    const objector: Actor = { id: '', role: 'PUBLIC' };
    await act(h, id, { name: 'OBJECT', actor: objector, reason: '见异议 o1', objectionId: 'o1' });
    const actor: Actor = { id: 'office-1', role: 'OFFICE_CLERK', name: '办公室甲' };
    await act(h, id, { name: 'PROPOSE_UPHOLD', actor, objectionId: 'o1', finding: '合同不是本人的' });
    await act(h, id, { name: 'PROPOSE_DISQUALIFICATION', actor, reason: '证书是伪造的' });
    const seen = await get(`/${id}`);
    expect(seen.as('DeskApplication').objections).toMatchObject([{ status: 'UPHOLD_PROPOSED' }]);
    expect(JSON.stringify(seen.body)).not.toMatch(/合同不是|伪造/);
  });

  it('V5: only files of the snapshot, by a logged short-lived link; reading moves no version', async () => {
    const view = await givenSubmitted(h);
    const id = view.applicationId;
    const fileId = view.declaration.attachments[0]?.fileId ?? '';
    const link = (await get(`/${id}/files/${fileId}`)).as('Link');
    expect((await fetch(link.url)).status).toBe(200);
    const other = await h.givenFile({ ownerId: applicant.id, purpose: 'ATTACHMENT' });
    expect((await get(`/${id}/files/${other}`)).status).toBe(404);
    expect((await read(h, id)).version).toBe(view.version);
    const reads = await h.deps.table.queryAll(
      z.object({ actor: z.object({ id: z.string() }), purpose: z.string() }),
      {
        partition: `FILE#${fileId}`,
        prefix: 'READ#',
      },
    );
    expect(reads).toEqual([{ actor: { id: hr.id }, purpose: 'UNIT_REVIEW 2' }]);
  });

  it('§2: an applicant has no unit desk', async () => {
    expect((await get('', applicant)).status).toBe(403);
  });
});
