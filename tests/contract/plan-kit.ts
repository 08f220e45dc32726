import type { ResponseOf } from '../../shared/contracts/api/index.ts';
import type { Plan } from '../../shared/contracts/plan.ts';
import type { Answer, Caller, Harness } from './harness.ts';
import { ops, ops2, PLAN } from './office-road.ts';

/** Versions of a plan as operations make them: copied, edited, tried, proposed by one person, published by another one. */

export type Version = ResponseOf<'PlanVersion'>;

export const planPath = ({ planCode, planVersion }: { planCode: string; planVersion: number }) =>
  `/v1/staff/plans/${planCode}/versions/${planVersion}`;

export const copyPlan = (h: Harness, from: number, as: Caller = ops): Promise<Answer> =>
  h.call('api-staff', 'POST', `/v1/staff/plans/${PLAN}/versions`, { as, body: { from } });

export const readVersion = async (h: Harness, planVersion: number, as: Caller = ops): Promise<Version> =>
  (await h.call('api-staff', 'GET', planPath({ planCode: PLAN, planVersion }), { as })).as('PlanVersion');

export const saveVersion = (
  h: Harness,
  seen: Version,
  document: unknown,
  as: Caller = ops,
): Promise<Answer> =>
  h.call('api-staff', 'PUT', planPath(seen), { as, body: { document }, version: seen.version });

export const decide = (
  h: Harness,
  seen: Version,
  decision: 'PROPOSE' | 'CONFIRM' | 'REFUSE',
  as: Caller,
  more: { reason?: string; key?: string } = {},
): Promise<Answer> => {
  const { key, reason } = more;
  return h.call('api-staff', 'POST', `${planPath(seen)}/publication`, {
    as,
    body: { decision, sha256: seen.sha256, ...(reason ? { reason } : {}) },
    ...(key ? { key } : {}),
  });
};

/** The dry run without which no version is proposed (G3). */
export const tryVersion = (
  h: Harness,
  seen: { planCode: string; planVersion: number },
  as: Caller = ops,
): Promise<Answer> => h.call('api-staff', 'POST', `${planPath(seen)}/dry-run`, { as });

/** A draft copied from the newest version, with some sections changed. */
export async function givenDraftVersion(h: Harness, change: (plan: Plan) => Partial<Plan> = () => ({})) {
  const made = (await copyPlan(h, h.deps.plans.get(PLAN).version)).as('PlanVersion');
  const plan = made.document as unknown as Plan;
  return (await saveVersion(h, made, { ...plan, ...change(plan) })).as('PlanVersion');
}

/** The same, proposed by one person. */
export async function givenProposed(h: Harness, change?: (plan: Plan) => Partial<Plan>): Promise<Version> {
  const draft = await givenDraftVersion(h, change);
  (await tryVersion(h, draft)).as('PlanDryRun');
  return (await decide(h, draft, 'PROPOSE', ops)).as('PlanVersion');
}

/** The same, published; whoever asks next knows of it. */
export async function givenPublished(h: Harness, change?: (plan: Plan) => Partial<Plan>): Promise<Version> {
  const published = (await decide(h, await givenProposed(h, change), 'CONFIRM', ops2)).as('PlanVersion');
  await h.deps.plans.refresh();
  return published;
}
