import { declareWindow, declareWindowState } from '../../../shared/rules/plan/plan.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R10, R11: the plans on offer, by the names that they have in the notice. */
export const listPlans: ApiHandler<'list-plans'> = (deps) => async (request) =>
  ok({
    items: deps.plans.list().map((plan) => ({
      planCode: plan.planCode,
      version: plan.version,
      names: plan.names,
      level: plan.title.level,
      yearLabel: plan.yearLabel,
      ...declareWindow(plan),
      open: declareWindowState(plan, request.now) === 'OPEN',
      sample: plan.sampleData.length > 0,
    })),
  });
