import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPlanBook } from '../../shared/acts/plan/plan-book.ts';
import type { Plan } from '../../shared/contracts/plan.ts';
import { planHash } from '../../shared/rules/plan/versions.ts';
import { newestWrite, type PlanRecord, planHeads, planWrites } from '../../shared/store/plans.ts';
import { countPublication } from '../../shared/store/publications.ts';
import { demoLibrarian2026, hangzhouEngineer2020 as plan } from '../fixtures/plans.ts';
import { linesOf } from '../log-lines.ts';
import { givenReady, startDeclaration } from './applicant-road.ts';
import { createHarness, type Harness } from './harness.ts';
import { ops, PLAN } from './office-road.ts';
import { givenPublished } from './plan-kit.ts';

/** Loading plans (G1, G2): those that ship, those that are stored, by functions that start whenever they like. */

let h: Harness;
beforeEach(async () => {
  h = await createHarness();
});
afterEach(() => h.close());

const env = { PLAN_CODES: '', PLAN_DATES: 'fixed' } as const;
/** A function that starts with these plans. */
const started = (shipped: readonly Plan[], settings: Partial<typeof env> | object = {}) =>
  createPlanBook(h.deps.table, shipped, { ...env, ...settings }, h.deps.calendars, h.deps.now);
const withStages = (minWorkingDays: number): Plan => ({
  ...plan,
  version: 9,
  stages: plan.stages.map((s) => (s.code === 'PRE_PUBLICITY' ? { ...s, minWorkingDays } : s)),
});
const halfQuorum: Plan = { ...plan, version: 9, committee: { ...plan.committee, quorum: [1, 2] } };
const heads = () => planHeads(h.deps.table, PLAN);
const refusals = (lines: string[]) =>
  lines.map((l) => JSON.parse(l)).filter(({ metric }) => metric === 'PlanRefused');

/** A published version, stored past every check. */
async function stored(document: Plan, sha256 = planHash(document)): Promise<void> {
  const record: PlanRecord = {
    ...{ planCode: PLAN, planVersion: document.version, name: '', status: 'PUBLISHED', origin: 'CONSOLE' },
    ...{ sha256, changedBy: { id: 'x', role: 'PLATFORM_OPS' }, changedAt: h.clock.now() },
    ...{ document: JSON.stringify(document), version: 0, auditHash: '' },
  };
  const event = { act: 'TEST', actor: record.changedBy, at: h.clock.now() };
  await h.deps.table.transact([
    ...planWrites(h.deps.table, undefined, record, event).writes,
    newestWrite(h.deps.table, PLAN, document.version),
  ]);
}

describe('G1: the plans that ship', () => {
  it('are stored once, however many functions start and how often', async () => {
    await Promise.all([1, 2, 3].map(() => started([plan, demoLibrarian2026]).refresh()));
    expect(await heads()).toHaveLength(1);
    expect((await heads())[0]?.version).toBe(1);
  });

  it('with other content under a published number are refused loudly; what is published stays', async () => {
    const edited = started([{ ...plan, yearLabel: '2033' }]);
    const lines = await linesOf(() => edited.refresh());
    expect(refusals(lines)).toMatchObject([{ planCode: PLAN, planVersion: 3, findings: ['PLAN_VERSION'] }]);
    expect(edited.get(PLAN).yearLabel).toBe(plan.yearLabel);
    expect((await heads()).map((v) => v.sha256)).toEqual([planHash(plan)]);
  });

  it('under the next number become the newest; the older one stays in force for what was begun', async () => {
    const next = started([{ ...plan, version: 4, yearLabel: '2033' }]);
    await next.refresh();
    await h.deps.plans.refresh();
    for (const book of [next, h.deps.plans]) {
      expect(book.get(PLAN).yearLabel).toBe('2033');
      expect(book.of({ planCode: PLAN, planVersion: 3 }).yearLabel).toBe(plan.yearLabel);
      expect(book.of({ planCode: PLAN, planVersion: 3, stage: 'DRAFT' }).version).toBe(4);
      expect(book.versions(PLAN).map((v) => v.version)).toEqual([3, 4]);
    }
  });

  it.each([
    ['a publicity of four days', withStages(4), /^PUBLICITY_TOO_SHORT \/stages\/\d+\/minWorkingDays$/],
    ['a quorum of one half', halfQuorum, /^COMMITTEE_FLOOR \/committee\/quorum$/],
    [
      'a deadline before the one that it follows',
      { ...plan, version: 9, windows: { ...plan.windows, unitReview: { close: '2020-08-01' } } },
      /^PLAN_DEADLINE_ORDER/,
    ],
  ])('with %s are not stored, and nobody declares under them', async (_, faulty, finding) => {
    const book = started([faulty]);
    const lines = await linesOf(() => book.refresh());
    expect(refusals(lines)[0]).toMatchObject({ planCode: PLAN, planVersion: 9 });
    expect(refusals(lines)[0].findings[0]).toMatch(finding);
    expect(book.get(PLAN).version).toBe(3);
    expect((await heads()).map((v) => v.planVersion)).toEqual([3]);
  });
});

describe('G1, G2: what is stored', () => {
  it.each([
    ['a publicity of four days', withStages(4), undefined],
    ['a quorum of one half', halfQuorum, undefined],
    ['other content than its hash says', withStages(6), 'a'.repeat(64)],
  ])('with %s does not run, however it came there', async (_, document, sha256) => {
    await stored(document, sha256);
    await countPublication(h.deps.table);
    const lines = await linesOf(() => h.deps.plans.refresh());
    expect(refusals(lines)).toMatchObject([{ planCode: PLAN, planVersion: 9 }]);
    expect(h.deps.plans.get(PLAN).version).toBe(3);
    expect(() => h.deps.plans.version(PLAN, 9)).toThrow(/NOT_FOUND/);
    // Told once, not at every request.
    expect(refusals(await linesOf(() => h.deps.plans.refresh()))).toEqual([]);
  });

  it('that a function that died has not told of is told by the next one that starts', async () => {
    const running = h.deps.plans;
    await stored(withStages(6));
    await started([plan]).refresh();
    await running.refresh();
    expect(running.get(PLAN).version).toBe(9);
  });

  it('published by one function is known to every other one at its next work', async () => {
    const other = started([plan, demoLibrarian2026]);
    await other.refresh();
    await givenPublished(h, () => ({ yearLabel: '2021' }));
    expect(other.get(PLAN).version).toBe(3);
    await other.refresh();
    expect(other.get(PLAN)).toMatchObject({ version: 4, yearLabel: '2021' });
  });

  it('of a season, those that shipped have its dates and what people made has its own', async () => {
    const season = started([plan], { PLAN_DATES: 'season' });
    await season.refresh();
    expect(season.get(PLAN).season).toMatchObject({ originalOpen: plan.windows.declare.open });
    const made = await givenPublished(h, ({ windows }) => ({ windows: { ...windows, form: windows.form } }));
    await season.refresh();
    expect(season.get(PLAN).windows).toEqual(made.document.windows);
  });
});

describe('D30: a plan that is no longer on offer', () => {
  it('takes no new declaration, and what was begun under it is worked to its end', async () => {
    const retired = started([plan, demoLibrarian2026], { PLAN_CODES: demoLibrarian2026.planCode });
    await retired.refresh();
    expect(retired.offered().map((p) => p.planCode)).toEqual([demoLibrarian2026.planCode]);
    expect(retired.list().map((p) => p.planCode)).toContain(PLAN);
    expect(retired.of({ planCode: PLAN, planVersion: 3 }).version).toBe(3);
    await givenReady(h);
    Object.assign(h.deps.plans, retired);
    const refused = (await startDeclaration(h)).problem();
    expect(refused.errors.map((e) => e.code)).toEqual(['PLAN_NOT_OFFERED']);
    const list = (await h.call('api-public', 'GET', '/v1/plans', { as: ops })).as('PlanList');
    expect(list.items.map((p) => p.planCode)).toEqual([demoLibrarian2026.planCode]);
  });
});
