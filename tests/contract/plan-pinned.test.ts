import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../shared/contracts/plan.ts';
import {
  act,
  applicant,
  attachmentsW1,
  dataBody,
  givenCompleteDraft,
  givenSubmitted,
  hr,
  PLAN,
  read,
  save,
  sign,
  submit,
} from './applicant-road.ts';
import { type Answer, createHarness, type Harness } from './harness.ts';
import { stoppedAt } from './interleave.ts';
import { givenAt, givenSession, OCTOBER, office, ops2, post } from './office-road.ts';
import { decide, givenProposed, givenPublished } from './plan-kit.ts';
import { Committee, ids } from './session-kit.ts';

/** G1, D30: what was submitted under version 3 is judged under version 3, whatever comes out afterwards. */

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const codesOf = (answer: Answer) => answer.problem().errors.map((e) => e.code);
const stricterPhoto = ({ photo }: Plan): Partial<Plan> => ({
  photo: { ...photo, bytes: { ...photo.bytes, gt: 150_000 } },
});
const oneMore = ({ attachments }: Plan): Partial<Plan> => {
  const [first] = attachments.documents;
  const [row] = attachments.rows;
  return {
    attachments: {
      ...attachments,
      documents: [...attachments.documents, { ...first!, code: 'A99' }],
      rows: [...attachments.rows, { ...row!, code: 'A99', when: true }],
    },
  };
};
const longer = ({ stages }: Plan): Partial<Plan> => ({
  stages: stages.map((s) => (s.code.endsWith('_PUBLICITY') ? { ...s, minWorkingDays: 7 } : s)),
});
const quorum = ({ committee }: Plan): Partial<Plan> => ({ committee: { ...committee, quorum: [3, 4] } });
const asked = ({ requirements }: { requirements: { code: string }[] }) => requirements.map((r) => r.code);
/** 200 by 300 pixels more than enough, in 100 000 bytes. */
const photoFile = () =>
  h.givenFile({ ownerId: applicant.id, purpose: 'PHOTO', size: { width: 300, height: 400 } });
const ticket = (planVersion?: number) =>
  h.call('api-applicant', 'POST', '/v1/uploads', {
    as: applicant,
    body: {
      ...{ purpose: 'PHOTO', fileName: '照片.jpg', bytes: 100_000, planCode: PLAN },
      ...(planVersion ? { planVersion } : {}),
    },
  });

describe('submitted under version 3', () => {
  it('G1: a returned photo is held to the limits of version 3', async () => {
    const { applicationId } = await givenSubmitted(h);
    const items = [{ path: '/photo', remark: '请更换' }];
    const unit = { id: hr.id, role: 'UNIT_HR' as const };
    await act(h, applicationId, { name: 'RETURN', actor: unit, reason: '请补正', items });
    await givenPublished(h, stricterPhoto);
    const view = await read(h, applicationId);
    expect([view.stage, view.planVersion, view.planChanges]).toEqual(['RETURNED', 3, undefined]);
    expect(codesOf(await ticket())).toEqual(['PHOTO_BYTES_LOW']);
    (await ticket(view.planVersion)).as('UploadTicket');
    const saved = (await save(h, applicationId, 'photo', { fileId: await photoFile() })).as(
      'ApplicationView',
    );
    expect(saved.findings.PHOTO).toEqual([]);
    const signed = (await sign(h, applicationId)).as('SigningTicket');
    expect(signed).toBeDefined();
    const again = (await submit(h, await read(h, applicationId))).as('ApplicationView');
    expect([again.stage, again.planVersion]).toEqual(['UNIT_REVIEW', 3]);
  });

  it('G1: the attachments that it needs are those of version 3', async () => {
    const submitted = await givenSubmitted(h);
    await givenPublished(h, oneMore);
    const view = await read(h, submitted.applicationId);
    expect(asked(view)).toEqual(asked(submitted));
    expect(asked(view)).not.toContain('A99');
    const path = `/v1/unit/applications/${submitted.applicationId}`;
    const seen = (await h.call('api-applicant', 'GET', path, { as: hr })).as('DeskApplication');
    expect([seen.planVersion, JSON.stringify(seen.requirements ?? [])]).toEqual([
      3,
      expect.not.stringContaining('A99'),
    ]);
  });

  it('G1: its windows are as long as in version 3, those of a later one as in version 4', async () => {
    const { applicationId } = await givenSubmitted(h);
    await givenPublished(h, longer);
    const before = await h.deps.applications.require(applicationId);
    const path = `/v1/unit/applications/${applicationId}/decision`;
    const body = { turn: before.turn, decision: 'APPROVE', opinion: '同意推荐' };
    await h.call('api-applicant', 'POST', path, { as: hr, body });
    const { window } = await h.deps.applications.require(applicationId);
    // Five working days after Tuesday; seven would be the 10th.
    expect(window?.closeAt).toBe('2020-09-08T16:00:00.000Z');
  });

  it('G1: the committee that votes on it has the quorum of version 3', async () => {
    const committee = await Committee.open();
    const { harness } = committee;
    await committee.given(1);
    await committee.givenReady('app-1b', { planVersion: 3 });
    await givenPublished(harness, quorum);
    await committee.givenReady('app-2', { planVersion: 4 });
    expect((await committee.plan({ applicationIds: ['app-1b'] })).quorum).toBe(8);
    const mixed = await committee.create({ applicationIds: ['app-2', ...ids(1)] });
    expect(codesOf(mixed)).toEqual(['TERMS_DIFFER']);
    expect((await committee.plan({ applicationIds: ['app-2'] })).quorum).toBe(9);
    await harness.close();
  });

  it('G1: one list has one window: of another version with other terms, an entry is left for another list', async () => {
    h.clock.set(OCTOBER);
    await givenSession(h, 'SEALED');
    const old = await givenAt(h, 'OFFICE_AUDITED', { serial: 1 });
    await givenPublished(h, ({ publicity }) => ({ publicity: { ...publicity, unlistDays: 3 } }));
    const young = await givenAt(h, 'OFFICE_AUDITED', { serial: 2 });
    const prepare = async (applicationIds: string[]) =>
      (
        await post(h, office, '/v1/office/publicities', {
          ...{ kind: 'PRE', planCode: PLAN, title: '评前公示', applicationIds },
        })
      ).as('OfficePublicity');
    const list = await prepare([old.applicationId, young.applicationId]);
    expect(list.applicationIds).toEqual([old.applicationId]);
    expect(list.excluded.map((e) => [e.applicationId, e.findings[0]?.code])).toEqual([
      [young.applicationId, 'TERMS_DIFFER'],
    ]);
    expect((await prepare([young.applicationId])).applicationIds).toEqual([young.applicationId]);
  });
});

describe('a draft follows the newest version (D30)', () => {
  it('sees what changed, is judged by it at once, and is submitted once its applicant has read it', async () => {
    const draft = await givenCompleteDraft(h);
    await givenPublished(h, oneMore);
    const view = await read(h, draft.applicationId);
    expect(view).toMatchObject({ planVersion: 4, planChanges: { from: 3, to: 4, more: 0 } });
    expect(view.planChanges?.changes.map((c) => [c.section.zh, c.pointer])).toEqual([
      ['附件', '/attachments/documents/A99'],
      ['附件', '/attachments/rows/19'],
    ]);
    expect(asked(view)).toContain('A99');
    const refused = await submit(h, view);
    expect(codesOf(refused)).toEqual(
      expect.arrayContaining(['PLAN_CHANGED', 'ATT_EDU_CERT', 'COMMITMENT_STALE']),
    );
    const seen = (planVersion: number) =>
      h.call('api-applicant', 'POST', `/v1/me/applications/${draft.applicationId}/plan-version`, {
        as: applicant,
        body: { planVersion },
      });
    expect([(await seen(3)).problem().code, codesOf(await seen(3))]).toEqual([
      'STALE_VERSION',
      ['PLAN_CHANGED'],
    ]);
    const followed = (await seen(4)).as('ApplicationView');
    expect(followed.planChanges).toBeUndefined();
    const more = { code: 'A99', fileId: await h.givenFile({ ownerId: applicant.id, purpose: 'ATTACHMENT' }) };
    const body = await attachmentsW1(h);
    const all = { ...body, attachments: [...body.attachments, more] };
    (await save(h, draft.applicationId, 'attachments', all)).as('ApplicationView');
    (await sign(h, draft.applicationId)).as('SigningTicket');
    const submitted = (await submit(h, await read(h, draft.applicationId))).as('ApplicationView');
    expect([submitted.stage, submitted.planVersion]).toEqual(['UNIT_REVIEW', 4]);
    expect(await h.deps.applications.require(draft.applicationId)).toMatchObject({
      planVersion: 4,
      requirementsSeen: { planVersion: 4 },
    });
    expect((await seen(4)).problem().code).toBe('WRONG_STAGE');
  });

  it('a page saved under the new version keeps the difference in sight until it is read', async () => {
    const draft = await givenCompleteDraft(h);
    await givenPublished(h, oneMore);
    const saved = (await save(h, draft.applicationId, 'data', dataBody)).as('ApplicationView');
    expect(saved.planChanges).toMatchObject({ from: 3, to: 4 });
    expect(await h.deps.applications.require(draft.applicationId)).toMatchObject({
      planVersion: 4,
      requirementsSeen: { planVersion: 3 },
    });
  });

  it('R17: a photo that was good under version 3 is judged again under version 4', async () => {
    const draft = await givenCompleteDraft(h);
    const id = draft.applicationId;
    const saved = (await save(h, id, 'photo', { fileId: await photoFile() })).as('ApplicationView');
    expect(saved.findings.PHOTO).toEqual([]);
    await givenPublished(h, stricterPhoto);
    const view = await read(h, id);
    expect(view.findings.PHOTO?.map((f) => f.code)).toEqual(['PHOTO_BYTES_LOW']);
    expect(codesOf(await save(h, id, 'photo', { fileId: await photoFile() }))).toEqual(['PHOTO_BYTES_LOW']);
  });

  it('a declaration that is begun needs the requirements of the newest', async () => {
    const { applicationId } = await givenCompleteDraft(h);
    const other = { ...applicant, id: 'person-7' };
    await givenPublished(h, oneMore);
    const late = await h.call('api-applicant', 'POST', '/v1/me/applications', {
      as: other,
      body: { planCode: PLAN, requirementsVersion: 3 },
    });
    expect(codesOf(late)).toContain('REQUIREMENTS_NOT_VIEWED');
    expect((await read(h, applicationId)).planVersion).toBe(4);
  });

  it('a version published while somebody submits: judged under exactly one, whichever line is between', async () => {
    let under = 0;
    for (let at = 0, reached = true; reached; at += 1) {
      const one = await createHarness();
      const draft = await givenCompleteDraft(one);
      const proposed = await givenProposed(one, oneMore);
      const both = await stoppedAt(
        one,
        at,
        () => decide(one, proposed, 'CONFIRM', ops2, { key: 'publish' }),
        () => submit(one, draft, { key: 'submit' }),
      );
      reached = both.reached;
      const [published, answer] = both.answers;
      expect(published.status, `stopped at ${at}`).toBe(200);
      const stored = await one.deps.applications.require(draft.applicationId);
      if (answer.status === 200) {
        under += 1;
        expect([stored.stage, stored.planVersion]).toEqual(['UNIT_REVIEW', 3]);
        const snapshot = await one.deps.applications.snapshotOf(stored);
        expect(snapshot.planVersion).toBe(3);
      } else {
        expect(['STALE_VERSION', 'GUARD', 'REQUEST_RUNNING']).toContain(answer.problem().code);
        expect([stored.stage, stored.revision]).toEqual(['DRAFT', 0]);
      }
      await one.close();
    }
    expect(under).toBeGreaterThan(0);
  });
});
