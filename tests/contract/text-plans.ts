import fc from 'fast-check';
import { expect } from 'vitest';
import type { RouteId } from '../../functions/routes.ts';
import type { Known } from '../fixtures/nasty.ts';
import { applicant } from './applicant-road.ts';
import type { Answer, Caller, Harness } from './harness.ts';
import { ops, PLAN } from './office-road.ts';
import { type Asked, bodiesFor, text } from './text-kit.ts';

interface Ways {
  all(id: RouteId, how: Asked, read: () => Promise<unknown>): Promise<number>;
  send(id: RouteId, body: unknown, how: Asked): Promise<Answer>;
  reads(as: Caller, ids: readonly RouteId[], params?: Record<string, string>): Promise<void>;
}

/** D14 over the routes of plans: documents of any shape, and plans with any text in them. */
export async function sendPlans(h: Harness, draft: { applicationId: string }, ways: Ways): Promise<void> {
  const { all, send, reads } = ways;
  const plan = h.deps.plans.get(PLAN);
  const named = text(60).map((zh) => ({ ...plan, names: { zh }, yearLabel: zh }));
  const known: Known = {
    document: fc.oneof(named, fc.dictionary(text(20), fc.jsonValue()), fc.constant({ planCode: PLAN })),
  };
  const params = { planCode: PLAN, planVersion: String(plan.version + 1) };
  const listed = () => reads(ops, ['list-plan-versions']);
  expect(await all('import-plan', { as: ops, known }, listed)).toBeGreaterThan(10);
  expect(await all('lint-plan', { as: ops, known }, listed)).toBeGreaterThan(10);
  await all('create-plan-version', { as: ops, params: { planCode: PLAN } }, listed);
  let seen = 1;
  for (const body of bodiesFor('save-plan-version', known)) {
    const answer = await send('save-plan-version', body, { as: ops, params, version: seen });
    seen = answer.version ?? seen;
    await reads(ops, ['get-plan-version'], params);
  }
  expect(seen).toBeGreaterThan(10);
  await all('decide-plan-publication', { as: ops, params }, listed);
  const { applicationId } = draft;
  await all('follow-plan', { as: applicant, params: { applicationId } }, () =>
    reads(applicant, ['list-applications']),
  );
}
