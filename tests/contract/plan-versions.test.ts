import { afterEach, beforeEach, describe, expect, it, test } from 'vitest';
import type { Plan } from '../../shared/contracts/plan.ts';
import { planHash } from '../../shared/rules/plan/versions.ts';
import { StoredEventSchema } from '../../shared/store/base/audited.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { getPlanRecord } from '../../shared/store/plans.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';
import { stoppedAt } from './interleave.ts';
import { clerk, head, hrss, office, office2, ops, ops2, otherOffice, PLAN } from './office-road.ts';
import {
  copyPlan,
  decide,
  givenDraftVersion,
  givenProposed,
  givenPublished,
  planPath,
  readVersion,
  saveVersion,
  tryVersion,
  type Version,
} from './plan-kit.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const CURRENT = 3;
const codesOf = (answer: Answer) => answer.problem().errors.map((e) => e.code);
const found = ({ findings }: Pick<Version, 'findings'>) => findings.map((f) => `${f.code} ${f.field ?? ''}`);
const versions = async (as: Caller = ops) =>
  (await h.call('api-staff', 'GET', '/v1/staff/plans', { as })).as('PlanVersionList').items;
const events = (planVersion: number) =>
  h.deps.table.queryAll(StoredEventSchema, {
    partition: keys.planVersion(PLAN, planVersion).pk,
    prefix: 'EVENT#',
  });
const importing = (document: unknown, as: Caller = ops) =>
  h.call('api-staff', 'POST', '/v1/staff/plans', { as, body: { document } });
const current = (): Plan => structuredClone(h.deps.plans.get(PLAN));

describe('G1: the plans that ship are versions like any other', () => {
  test('published, with the hash of their content and who stored them', async () => {
    const shipped = (await versions()).filter((v) => v.planCode === PLAN);
    expect(shipped).toMatchObject([
      { planVersion: CURRENT, status: 'PUBLISHED', origin: 'SHIPPED', sha256: planHash(current()) },
    ]);
    expect((await events(CURRENT)).map((e) => [e.act, e.actor.role])).toEqual([['LOAD_PLAN', 'SYSTEM']]);
  });
});

describe('G1, G3: a new version, from an older one', () => {
  it('is a draft that nobody declares under until it is published', async () => {
    const draft = (await copyPlan(h, CURRENT)).as('PlanVersion');
    expect(draft).toMatchObject({ planVersion: 4, status: 'DRAFT', basedOn: CURRENT, findings: [] });
    const open = await h.call('api-public', 'GET', `/v1/plans/${PLAN}`);
    expect(open.as('PlanDocument').plan.version).toBe(CURRENT);
    expect((await h.call('api-public', 'GET', `/v1/plans/${PLAN}?version=4`)).problem().status).toBe(404);
  });

  it('is saved as it is, everything amiss told at once, each beside its field', async () => {
    const draft = (await copyPlan(h, CURRENT)).as('PlanVersion');
    const plan = draft.document as unknown as Plan;
    const spoiled = {
      ...plan,
      colour: 'red',
      stages: plan.stages.map((s) => (s.code === 'PRE_PUBLICITY' ? { ...s, minWorkingDays: 4 } : s)),
      committee: { ...plan.committee, quorum: [1, 2] },
    };
    const saved = (await saveVersion(h, draft, spoiled)).as('PlanVersion');
    const place = plan.stages.findIndex((s) => s.code === 'PRE_PUBLICITY');
    expect(found(saved)).toEqual([
      'PLAN_UNKNOWN_FIELD /colour',
      `PUBLICITY_TOO_SHORT /stages/${place}/minWorkingDays`,
      'COMMITTEE_FLOOR /committee/quorum',
    ]);
    expect(await readVersion(h, 4)).toEqual(saved);
    const mended = (await saveVersion(h, saved, plan)).as('PlanVersion');
    expect(mended.findings).toEqual([]);
  });

  it('tells what it changes since the one that it was made from, field by field', async () => {
    const draft = await givenDraftVersion(h, (plan) => ({
      statement: { ...plan.statement, max: 900 },
      photo: { ...plan.photo, bytes: { ...plan.photo.bytes, gt: 50_000 } },
    }));
    const path = `${planPath(draft)}/changes`;
    const { changes, more } = (await h.call('api-staff', 'GET', path, { as: ops })).as('ChangesOfPlan');
    expect(more).toBe(0);
    expect(changes.map(({ pointer, before, after }) => [pointer, before, after])).toEqual([
      ['/version', 3, 4],
      ['/photo/bytes/gt', 30_720, 50_000],
      ['/statement/max', 1000, 900],
    ]);
    expect(changes[1]).toMatchObject({
      section: { zh: '证件照要求', en: 'Photo' },
      place: { zh: '文件大小 / 大于', en: 'Size of the file / More than' },
      was: { zh: '30 KB', en: '30 KB' },
      now: { zh: '48.8 KB', en: '48.8 KB' },
    });
    const none = await h.call('api-staff', 'GET', `${path}?since=9`, { as: ops });
    expect(none.problem().status).toBe(404);
  });

  it('of two people who save at once, the second is told what stands there now', async () => {
    const draft = await givenDraftVersion(h);
    const plan = draft.document as unknown as Plan;
    (await saveVersion(h, draft, { ...plan, yearLabel: '2021' }, ops)).as('PlanVersion');
    const late = (await saveVersion(h, draft, { ...plan, yearLabel: '2022' }, ops2)).problem();
    expect([late.status, late.code]).toEqual([412, 'STALE_VERSION']);
    expect(late.current).toMatchObject({ document: { yearLabel: '2021' } });
  });
});

describe('G3, D26: publishing', () => {
  it('takes two people: the second confirms exactly what the first proposed', async () => {
    const proposed = await givenProposed(h);
    expect(proposed).toMatchObject({ status: 'PROPOSED', proposedBy: { id: ops.id } });
    const alone = await decide(h, proposed, 'CONFIRM', ops);
    expect([alone.problem().code, codesOf(alone)]).toEqual(['SEPARATION_OF_DUTIES', ['PLAN_TWO_PEOPLE']]);
    const other = await decide(h, { ...proposed, sha256: 'a'.repeat(64) }, 'CONFIRM', ops2);
    expect([other.problem().code, codesOf(other)]).toEqual(['STALE_VERSION', ['PLAN_CONTENT']]);
    const published = (await decide(h, proposed, 'CONFIRM', head)).as('PlanVersion');
    expect(published).toMatchObject({
      status: 'PUBLISHED',
      sha256: proposed.sha256,
      publishedBy: { id: head.id },
    });
    expect((await events(4)).map((e) => [e.act, e.actor.id])).toEqual([
      ['CREATE_PLAN_VERSION', ops.id],
      ['SAVE_PLAN_VERSION', ops.id],
      ['PROPOSE_PLAN', ops.id],
      ['PUBLISH_PLAN', head.id],
    ]);
    const open = await h.call('api-public', 'GET', `/v1/plans/${PLAN}`);
    expect(open.as('PlanDocument').plan.version).toBe(4);
  });

  it('what is proposed stands still until it is refused, with a reason', async () => {
    const proposed = await givenProposed(h);
    expect(codesOf(await saveVersion(h, proposed, { ...proposed.document, yearLabel: '2021' }))).toEqual([
      'PLAN_PROPOSED',
    ]);
    expect(codesOf(await decide(h, proposed, 'REFUSE', ops2))).toEqual(['PLAN_REASON']);
    const refused = await decide(h, proposed, 'REFUSE', ops2, { reason: '公示期有误' });
    const draft = refused.as('PlanVersion');
    expect(draft.status).toBe('DRAFT');
    expect((await events(4)).at(-1)).toMatchObject({ act: 'REFUSE_PLAN', reason: '公示期有误' });
    expect(codesOf(await decide(h, draft, 'CONFIRM', ops2))).toEqual(['PLAN_NOT_PROPOSED']);
    (await saveVersion(h, draft, { ...draft.document, yearLabel: '2021' })).as('PlanVersion');
  });

  it('a plan with findings is not proposed: all of them at once', async () => {
    const draft = await givenDraftVersion(h, (plan) => ({
      committee: { ...plan.committee, quorum: [1, 2], min: 10 },
    }));
    const refused = await decide(h, draft, 'PROPOSE', ops);
    expect(refused.problem().code).toBe('GUARD');
    expect(codesOf(refused)).toEqual(['PLAN_COMMITTEE_EVEN', 'COMMITTEE_FLOOR']);
  });

  it('two people who confirm at once: one wins, the other is told, whichever line he was stopped at', async () => {
    for (let at = 0, reached = true; reached; at += 1) {
      const proposed = await givenProposed(h);
      const both = await stoppedAt(
        h,
        at,
        () => decide(h, proposed, 'CONFIRM', ops2, { key: `first-${at}` }),
        () => decide(h, proposed, 'CONFIRM', head, { key: `second-${at}` }),
      );
      reached = both.reached;
      const statuses = both.answers.map((a) => a.status).sort();
      expect(statuses[0], `stopped at ${at}`).toBe(200);
      const told = both.answers.filter((a) => a.status !== 200);
      expect(told).toHaveLength(1);
      expect(['STALE_VERSION', 'CONFLICT']).toContain(told[0]?.problem().code);
      const acts = (await events(proposed.planVersion)).filter((e) => e.act === 'PUBLISH_PLAN');
      expect(acts).toHaveLength(1);
    }
  });

  it('an older version comes too late', async () => {
    const older = await givenProposed(h, () => ({ yearLabel: '2021年度' }));
    const copy = (await copyPlan(h, CURRENT)).as('PlanVersion');
    await tryVersion(h, copy);
    const proposed = (await decide(h, copy, 'PROPOSE', ops)).as('PlanVersion');
    (await decide(h, proposed, 'CONFIRM', ops2)).as('PlanVersion');
    expect(codesOf(await decide(h, older, 'CONFIRM', ops2))).toEqual(['PLAN_NEWER']);
  });
});

describe('G1: what is published never changes, by any route', () => {
  const unchanged = async (planVersion: number, act: () => Promise<unknown>) => {
    const before = await getPlanRecord(h.deps.table, PLAN, planVersion);
    await act();
    expect(await getPlanRecord(h.deps.table, PLAN, planVersion)).toEqual(before);
  };

  it.each([['shipped'], ['made in the console']])('%s', async (how) => {
    const planVersion = how === 'shipped' ? CURRENT : (await givenPublished(h)).planVersion;
    const seen = await readVersion(h, planVersion);
    const other = { ...seen.document, yearLabel: '2033' };
    await unchanged(planVersion, async () => {
      expect(codesOf(await saveVersion(h, seen, other))).toEqual(['PLAN_PUBLISHED']);
      for (const decision of ['PROPOSE', 'CONFIRM', 'REFUSE'] as const)
        expect(codesOf(await decide(h, seen, decision, ops2, { reason: '理由' }))).toEqual([
          'PLAN_PUBLISHED',
        ]);
      const imported = (await importing(other)).as('PlanVersion');
      expect(imported.planVersion).toBeGreaterThan(planVersion);
    });
    const path = `/v1/plans/${PLAN}?version=${planVersion}`;
    const { plan } = (await h.call('api-public', 'GET', path)).as('PlanDocument');
    expect(planHash(plan)).toBe(seen.sha256);
  });
});

describe('G1: import and export', () => {
  it('what is exported can be imported again, as the next version of its plan', async () => {
    const seen = await readVersion(h, CURRENT);
    const made = (await importing(seen.document)).as('PlanVersion');
    expect(made).toMatchObject({ planVersion: 4, status: 'DRAFT', findings: [] });
    expect(made.document).toEqual({ ...seen.document, version: 4 });
  });

  it('a plan of another city begins at its first version', async () => {
    const document = { ...current(), planCode: 'NB-CONSTR-2021', version: 7 };
    expect((await importing(document)).as('PlanVersion')).toMatchObject({
      planCode: 'NB-CONSTR-2021',
      planVersion: 1,
    });
  });

  const nested = (depth: number): unknown => (depth === 0 ? 1 : [nested(depth - 1)]);
  it.each([
    ['of 5 MB', { planCode: PLAN, note: 'x'.repeat(5_000_000) }, 413, 'BODY_TOO_LARGE'],
    ['nested without end', { planCode: PLAN, n: nested(100) }, 422, 'PLAN_TOO_DEEP'],
    ['without a code', { names: { zh: '计划' } }, 422, 'PLAN_CODE'],
    ['with half a character', { planCode: PLAN, note: '\ud800' }, 422, 'PLAN_SHAPE'],
  ])('a document %s is refused, with what is allowed', async (_, document, status, code) => {
    const answer = await h.call('api-staff', 'POST', '/v1/staff/plans', {
      as: ops,
      body: { document },
    });
    expect([answer.status, codesOf(answer)]).toEqual([status, [code]]);
    expect((await versions()).filter((v) => v.planCode === PLAN)).toHaveLength(1);
  });
});

describe('G1–G5: what the linter finds, before anything is kept', () => {
  const lint = async (document: unknown) =>
    (await h.call('api-staff', 'POST', '/v1/staff/plan-checks', { as: office, body: { document } })).as(
      'PlanFindings',
    );

  const row = (plan: Plan, i: number, when: object) => ({
    ...plan,
    attachments: {
      ...plan.attachments,
      rows: plan.attachments.rows.map((r, n) => (n === i ? { ...r, when } : r)),
    },
  });
  it.each<[string, (plan: Plan) => object, string]>([
    [
      'a publicity of four days',
      (p) => ({
        ...p,
        stages: p.stages.map((s) => (s.code === 'RESULT_PUBLICITY' ? { ...s, minWorkingDays: 4 } : s)),
      }),
      'PUBLICITY_TOO_SHORT',
    ],
    [
      'a quorum of one half',
      (p) => ({ ...p, committee: { ...p.committee, quorum: [1, 2] } }),
      'COMMITTEE_FLOOR',
    ],
    ['an unknown field', (p) => ({ ...p, colour: 'red' }), 'PLAN_UNKNOWN_FIELD'],
    ['a fact that does not exist', (p) => row(p, 0, { eq: ['shoeSize', 42] }), 'PLAN_UNKNOWN_FACT'],
    [
      'an attachment that nobody can reach',
      (p) => ({
        ...p,
        attachments: {
          ...p.attachments,
          documents: [...p.attachments.documents, { ...p.attachments.documents[0], code: 'A99' }],
        },
      }),
      'PLAN_DOCUMENT_NEVER',
    ],
    [
      'a deadline before the one that it follows',
      (p) => ({ ...p, windows: { ...p.windows, unitReview: { close: '2020-08-01' } } }),
      'PLAN_DEADLINE_ORDER',
    ],
    [
      'a specialty that is retired and still in use',
      (p) => ({ ...p, title: { ...p.title, specialties: p.title.specialties.slice(1) } }),
      'PLAN_REFERENCE',
    ],
    ['nothing at all', () => ({}), 'PLAN_SHAPE'],
  ])('%s', async (_, change, code) => {
    const { findings } = await lint(change(current()));
    expect(findings.map((f) => f.code)).toContain(code);
    for (const one of findings) expect(one.field ?? '').toMatch(/^(\/|$)/);
    expect(await versions()).toHaveLength(2);
  });
});

describe('G1: drafts do not pile up', () => {
  const remove = (seen: Version, as: Caller = ops, version = seen.version) =>
    h.call('api-staff', 'POST', `${planPath(seen)}/removal`, { as, body: { version } });

  it('a draft is taken out, with an event of its own; its number is not given again', async () => {
    const draft = await givenDraftVersion(h);
    (await remove(draft)).as('Receipt');
    expect((await versions()).map((v) => v.planVersion)).not.toContain(draft.planVersion);
    expect((await h.call('api-staff', 'GET', planPath(draft), { as: ops })).problem().status).toBe(404);
    expect((await events(draft.planVersion)).at(-1)).toMatchObject({
      act: 'REMOVE_PLAN_VERSION',
      actor: { id: ops.id },
    });
    expect((await copyPlan(h, CURRENT)).as('PlanVersion').planVersion).toBe(draft.planVersion + 1);
  });

  it('only a draft, as it was on the screen, and only by its makers', async () => {
    const draft = await givenDraftVersion(h);
    expect((await remove(draft, ops, draft.version - 1)).problem().code).toBe('STALE_VERSION');
    expect((await remove(draft, otherOffice)).problem().status).toBe(404);
    (await tryVersion(h, draft)).as('PlanDryRun');
    const proposed = (await decide(h, draft, 'PROPOSE', ops)).as('PlanVersion');
    expect(codesOf(await remove(proposed))).toEqual(['PLAN_PROPOSED']);
    expect(codesOf(await remove(await readVersion(h, CURRENT)))).toEqual(['PLAN_PUBLISHED']);
  });

  it('what an open version says already is not made again: its maker is led to that one', async () => {
    const draft = (await copyPlan(h, CURRENT)).as('PlanVersion');
    const again = (await copyPlan(h, CURRENT, office)).problem();
    expect([again.code, again.errors.map((e) => [e.code, e.found])]).toEqual([
      'CONFLICT',
      [['PLAN_SAME_CONTENT', draft.planVersion]],
    ]);
    expect(codesOf(await importing({ ...draft.document, version: 77 }))).toEqual(['PLAN_SAME_CONTENT']);
    (await saveVersion(h, draft, { ...draft.document, yearLabel: '2021年度' })).as('PlanVersion');
    expect((await copyPlan(h, CURRENT)).as('PlanVersion').planVersion).toBe(draft.planVersion + 1);
  });
});

describe('who makes plans', () => {
  it('operations any, an office its own; another one is told of nothing', async () => {
    const draft = await givenDraftVersion(h);
    expect((await versions(office)).map((v) => v.planVersion)).toEqual([CURRENT, 4]);
    expect((await versions(office2)).length).toBeGreaterThan(2);
    expect(await versions(otherOffice)).toEqual([]);
    const hidden = await h.call('api-staff', 'GET', planPath(draft), { as: otherOffice });
    expect(hidden.problem().status).toBe(404);
    expect((await importing(draft.document, otherOffice)).problem().code).toBe('OUT_OF_SCOPE');
    for (const as of [clerk, hrss])
      expect((await h.call('api-staff', 'GET', '/v1/staff/plans', { as })).problem().code).toBe('FORBIDDEN');
  });
});
