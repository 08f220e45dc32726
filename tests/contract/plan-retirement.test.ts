import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  applicant,
  givenCompleteDraft,
  givenPaymentDue,
  givenReady,
  read,
  startDeclaration,
  submit,
} from './applicant-road.ts';
import { type Answer, type Caller, createHarness, type Harness } from './harness.ts';
import { stoppedAt } from './interleave.ts';
import { clerk, head, office, ops, ops2, otherOffice, PLAN } from './office-road.ts';
import { givenPublished, planPath, readVersion } from './plan-kit.ts';

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const codesOf = (answer: Answer) => answer.problem().errors.map((e) => e.code);
const newest = () => h.deps.plans.get(PLAN).version;

const retire = (
  decision: 'PROPOSE' | 'CONFIRM' | 'REFUSE',
  as: Caller,
  { reason, planVersion = newest(), key }: { reason?: string; planVersion?: number; key?: string } = {},
) =>
  h.call('api-staff', 'POST', `${planPath({ planCode: PLAN, planVersion })}/retirement`, {
    as,
    body: { decision, ...(reason ? { reason } : {}) },
    ...(key ? { key } : {}),
  });

async function givenRetired(): Promise<void> {
  (await retire('PROPOSE', office, { reason: '本年度不再组织' })).as('PlanVersion');
  (await retire('CONFIRM', head)).as('PlanVersion');
  await h.deps.plans.refresh();
}

const offered = async () =>
  (await h.call('api-public', 'GET', '/v1/plans')).as('PlanList').items.map((p) => p.planCode);

describe('D30: a plan is taken off offer by two persons', () => {
  it('then takes no new declaration and no draft, and is on no list; a newer version is on offer again', async () => {
    const view = await givenCompleteDraft(h);
    await givenRetired();
    expect(await offered()).not.toContain(PLAN);
    const open = (await h.call('api-public', 'GET', `/v1/plans/${PLAN}`)).as('PlanDocument');
    expect(open.open).toBe(false);
    const refused = await submit(h, await read(h, view.applicationId));
    expect(codesOf(refused)).toContain('PLAN_RETIRED');
    expect((await read(h, view.applicationId)).stage).toBe('DRAFT');
    await givenPublished(h, () => ({ yearLabel: '2021年度' }));
    expect(await offered()).toContain(PLAN);
  });

  it('nobody begins under it', async () => {
    await givenReady(h);
    await givenRetired();
    expect(codesOf(await startDeclaration(h))).toEqual(
      expect.arrayContaining(['PLAN_NOT_OFFERED', 'PLAN_RETIRED']),
    );
  });

  it('what was submitted goes on under its version', async () => {
    const { applicationId } = await givenPaymentDue(h);
    await givenRetired();
    const application = await h.deps.applications.require(applicationId);
    expect(h.deps.plans.of(application).status).toBe('PUBLISHED');
    const paid = await h.call('api-applicant', 'POST', `/v1/me/applications/${applicationId}/payment`, {
      as: applicant,
      body: { turn: application.turn },
    });
    expect(paid.status).toBeLessThan(300);
  });

  it('one asks with a reason, another one confirms or refuses; the version itself stays as it is', async () => {
    const { sha256 } = await readVersion(h, newest());
    expect(codesOf(await retire('CONFIRM', head))).toEqual(['PLAN_RETIREMENT_NOT_ASKED']);
    expect(codesOf(await retire('PROPOSE', office))).toEqual(['PLAN_RETIREMENT_REASON']);
    (await retire('PROPOSE', office, { reason: '本年度不再组织' })).as('PlanVersion');
    expect(codesOf(await retire('PROPOSE', head, { reason: '再次' }))).toEqual(['PLAN_RETIREMENT_ASKED']);
    expect(codesOf(await retire('CONFIRM', office))).toEqual(['PLAN_TWO_PEOPLE']);
    expect((await retire('CONFIRM', otherOffice)).problem().status).toBe(404);
    expect((await retire('CONFIRM', clerk)).problem().code).toBe('FORBIDDEN');
    const kept = (await retire('REFUSE', head, { reason: '仍要组织' })).as('PlanVersion');
    expect(kept.retirement).toBeUndefined();
    expect(await offered()).toContain(PLAN);
    await givenRetired();
    expect(await readVersion(h, newest())).toMatchObject({
      sha256,
      status: 'PUBLISHED',
      retirement: { reason: '本年度不再组织' },
    });
    expect(codesOf(await retire('REFUSE', head))).toEqual(['PLAN_RETIRED_ALREADY']);
  });

  it('by its newest version alone', async () => {
    await givenPublished(h, () => ({ yearLabel: '2021年度' }));
    expect(codesOf(await retire('PROPOSE', office, { reason: '旧版', planVersion: 3 }))).toEqual([
      'PLAN_NOT_NEWEST',
    ]);
  });

  it('two who confirm at once: one wins, the other is told, whichever line he was stopped at', async () => {
    for (let at = 0, reached = true; reached; at += 1) {
      await givenPublished(h, () => ({ yearLabel: `${2021 + at}年度` }));
      (await retire('PROPOSE', office, { reason: '停用' })).as('PlanVersion');
      const both = await stoppedAt(
        h,
        at,
        () => retire('CONFIRM', ops, { key: `first-${at}` }),
        () => retire('CONFIRM', ops2, { key: `second-${at}` }),
      );
      reached = both.reached;
      const told = both.answers.filter((a) => a.status !== 200);
      expect(told, `stopped at ${at}`).toHaveLength(1);
      expect(['STALE_VERSION', 'CONFLICT']).toContain(told[0]?.problem().code);
      await h.deps.plans.refresh();
    }
  });

  it('of handing in and retiring at once, nothing is handed in after it, whichever line it was stopped at', async () => {
    for (let at = 0, reached = true; reached; at += 1) {
      await h.close();
      h = await createHarness();
      const view = await givenCompleteDraft(h);
      (await retire('PROPOSE', office, { reason: '停用' })).as('PlanVersion');
      const both = await stoppedAt(
        h,
        at,
        () => submit(h, view),
        () => retire('CONFIRM', head),
      );
      reached = both.reached;
      const [sent, off] = both.answers;
      expect(off?.status).toBe(200);
      const { stage } = await read(h, view.applicationId);
      expect(stage).toBe((sent?.status ?? 500) < 300 ? 'UNIT_REVIEW' : 'DRAFT');
    }
  });
});
