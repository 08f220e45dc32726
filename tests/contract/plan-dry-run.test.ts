import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Plan } from '../../shared/contracts/plan.ts';
import { StoredEventSchema } from '../../shared/store/base/audited.ts';
import { keys } from '../../shared/store/base/keys.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';
import { head, office, ops, ops2, otherOffice, PLAN } from './office-road.ts';
import { decide, givenDraftVersion, planPath, saveVersion, tryVersion, type Version } from './plan-kit.ts';

/** G3: a version is tried as it stands before it is proposed, and the second person sees what the first one saw. */

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const codesOf = (answer: Answer) => answer.problem().errors.map((e) => e.code);
const told = async (seen: Version, as: Caller = ops) =>
  (await h.call('api-staff', 'GET', `${planPath(seen)}/dry-run`, { as })).as('PlanDryRun');
const fewerYears = (plan: Plan) => ({
  attachments: {
    ...plan.attachments,
    rows: plan.attachments.rows.map((row) => ({
      ...row,
      ...(row.level ? { level: row.level.map((one) => (one.minYears ? { ...one, minYears: 3 } : one)) } : {}),
    })),
  },
});

describe('the dry run of a version (G3)', () => {
  it('tells whose outcome changes, and is kept as it was: asked again, it is the same', async () => {
    const draft = await givenDraftVersion(h, fewerYears);
    expect(await told(draft)).toEqual({ state: 'NONE' });
    const first = (await tryVersion(h, draft)).as('PlanDryRun');
    expect(first.state).toBe('CURRENT');
    expect(first.run?.report).toMatchObject({ comparison: { since: 3, counts: { REFUSED_NOW: 0 } } });
    expect(first.run?.report.comparison?.counts.ACCEPTED_NOW).toBeGreaterThan(0);
    h.clock.advance(60_000);
    const again = (await tryVersion(h, draft, office)).as('PlanDryRun');
    expect(again).toEqual(first);
    expect(await told(draft, office)).toEqual(first);
  });

  it('is asked for before a version is proposed, and again after it was changed', async () => {
    const draft = await givenDraftVersion(h);
    expect(codesOf(await decide(h, draft, 'PROPOSE', ops))).toEqual(['PLAN_DRY_RUN_MISSING']);
    await tryVersion(h, draft);
    const edited = (await saveVersion(h, draft, { ...draft.document, yearLabel: '2021' })).as('PlanVersion');
    expect((await told(edited)).state).toBe('OUTDATED');
    const refused = await decide(h, edited, 'PROPOSE', ops);
    expect([refused.problem().code, codesOf(refused)]).toEqual(['GUARD', ['PLAN_DRY_RUN_OUTDATED']]);
    await tryVersion(h, edited);
    expect((await decide(h, edited, 'PROPOSE', ops)).as('PlanVersion').status).toBe('PROPOSED');
  });

  it('with an error, nothing is proposed: each is told', async () => {
    // More certificates of recommenders than there are recommenders.
    const draft = await givenDraftVersion(h, (plan) => ({
      attachments: {
        ...plan.attachments,
        rows: plan.attachments.rows.map((row) => (row.distinctBy ? { ...row, min: 5 } : row)),
      },
    }));
    const { run } = (await tryVersion(h, draft)).as('PlanDryRun');
    const errors = run?.report.findings.filter((one) => one.severity === 'error') ?? [];
    expect(errors.length).toBeGreaterThan(0);
    expect(codesOf(await decide(h, draft, 'PROPOSE', ops))).toEqual(errors.map((one) => one.code));
  });

  it('the second person sees exactly that of the first; nobody runs what is proposed', async () => {
    const draft = await givenDraftVersion(h);
    const first = (await tryVersion(h, draft)).as('PlanDryRun');
    const proposed = (await decide(h, draft, 'PROPOSE', ops)).as('PlanVersion');
    expect(codesOf(await tryVersion(h, proposed))).toEqual(['PLAN_PROPOSED']);
    expect(await told(proposed, head)).toEqual(first);
    (await decide(h, proposed, 'CONFIRM', head)).as('PlanVersion');
    expect(await told(proposed, head)).toEqual(first);
    const { planCode, planVersion } = proposed;
    const events = await h.deps.table.queryAll(StoredEventSchema, {
      partition: keys.planVersion(planCode, planVersion).pk,
      prefix: 'EVENT#',
    });
    expect(events.map((one) => one.act).slice(-2)).toEqual(['PROPOSE_PLAN', 'PUBLISH_PLAN']);
  });

  it('compared with a version that is no longer in force, it is run again', async () => {
    const older = await givenDraftVersion(h, () => ({ yearLabel: '2021' }));
    const newer = await givenDraftVersion(h, () => ({ yearLabel: '2022' }));
    for (const one of [older, newer]) await tryVersion(h, one);
    const proposed = (await decide(h, newer, 'PROPOSE', ops)).as('PlanVersion');
    (await decide(h, older, 'PROPOSE', ops)).as('PlanVersion');
    (await decide(h, { ...older, status: 'PROPOSED' }, 'CONFIRM', ops2)).as('PlanVersion');
    expect(codesOf(await decide(h, proposed, 'CONFIRM', ops2))).toEqual(['PLAN_DRY_RUN_OUTDATED']);
  });

  it('an office has its own; of another plan it is told nothing', async () => {
    const draft = await givenDraftVersion(h);
    for (const method of ['GET', 'POST'] as const) {
      const answer = await h.call('api-staff', method, `${planPath(draft)}/dry-run`, { as: otherOffice });
      expect(answer.problem().status).toBe(404);
    }
    const none = { planCode: PLAN, planVersion: 77 };
    expect((await tryVersion(h, none)).problem().status).toBe(404);
  });
});
