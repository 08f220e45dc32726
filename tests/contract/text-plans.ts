import fc from 'fast-check';
import { expect } from 'vitest';
import type { RouteId } from '../../functions/routes.ts';
import type { Known } from '../fixtures/nasty.ts';
import { applicant } from './applicant-road.ts';
import { CITY } from './directory-kit.ts';
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
  // The same document is kept once.
  expect(await all('import-plan', { as: ops, known }, listed)).toBeGreaterThan(5);
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
  const current = { planCode: PLAN, planVersion: String(plan.version) };
  await all('decide-plan-retirement', { as: ops, params: current }, listed);
  await all('remove-plan-version', { as: ops, params }, listed);
  await sendDirectories(h, ways);
  const { applicationId } = draft;
  await all('follow-plan', { as: applicant, params: { applicationId } }, () =>
    reads(applicant, ['list-applications']),
  );
}

/** The same over the routes of directories. */
async function sendDirectories(h: Harness, { all, send, reads }: Ways): Promise<void> {
  const city = h.deps.plans.directories.get(CITY);
  const named = text(60).map((zh) => ({ ...city, names: { zh } }));
  const known: Known = {
    document: fc.oneof(named, fc.dictionary(text(20), fc.jsonValue()), fc.constant({ directoryCode: CITY })),
  };
  const params = { directoryCode: CITY, directoryVersion: '2' };
  const listed = () => reads(ops, ['list-directory-versions']);
  expect(await all('import-directory', { as: ops, known }, listed)).toBeGreaterThan(10);
  await all('create-directory-version', { as: ops, params: { directoryCode: CITY } }, listed);
  let seen = 1;
  for (const body of bodiesFor('save-directory-version', known)) {
    const answer = await send('save-directory-version', body, { as: ops, params, version: seen });
    seen = answer.version ?? seen;
    await reads(ops, ['get-directory-version'], params);
  }
  expect(seen).toBeGreaterThan(10);
  await all('decide-directory-publication', { as: ops, params }, listed);
}
