import type { Plan } from '../../shared/contracts/plan.ts';
import { seasonPlans } from '../fixtures/plans.ts';

/** The plan of the season under way; one season is lived at a time. */
export let plan: Plan = seasonPlans[0] as Plan;

export const planCodes = seasonPlans.map((one) => one.planCode);

/** @throws {Error} naming the plans that there are */
export function usePlan(planCode: string | undefined): Plan {
  const found = planCode === undefined ? seasonPlans[0] : seasonPlans.find((p) => p.planCode === planCode);
  if (!found) throw new Error(`There is no plan ${planCode}; there are ${planCodes.join(', ')}.`);
  plan = found;
  return found;
}

/** What the plan says of one of its stages; undefined where it is switched off. */
export const stageOf = (code: Plan['stages'][number]['code']): Plan['stages'][number] | undefined =>
  plan.stages.find((one) => one.code === code && one.on);
