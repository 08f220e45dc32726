import type { Plan, PlanStage } from '../../contracts/plan.ts';

/** A stage of the plan's road, if it is switched on. */
export const planStage = (plan: Plan, code: PlanStage): Plan['stages'][number] | undefined =>
  plan.stages.find((s) => s.code === code && s.on);

/** D39: the authority of the industry has a say before the district. */
export const industryOn = (plan: Plan): boolean => planStage(plan, 'INDUSTRY_REVIEW') !== undefined;
