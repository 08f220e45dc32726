import { declareWindow, declareWindowState } from '../../../shared/rules/plan/plan.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R12, R28: everything that is to be read before 马上申报, the directory of annex 5 with it; an older version too (G1). */
export const getPlan: ApiHandler<'get-plan'> = (deps) => async (request) => {
  const { planCode = '' } = request.params;
  const { version } = request.query;
  const plan =
    version === undefined ? deps.plans.get(planCode) : deps.plans.version(planCode, Number(version));
  return ok({ plan, ...declareWindow(plan), open: declareWindowState(plan, request.now) === 'OPEN' });
};
