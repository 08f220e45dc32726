import { declareWindow, declareWindowState } from '../../../shared/rules/plan/plan.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R12, R28: everything that is to be read before 马上申报, the directory of annex 5 with it. */
export const getPlan: ApiHandler<'get-plan'> = (deps) => async (request) => {
  const plan = deps.plans.get(request.params.planCode ?? '');
  return ok({ plan, ...declareWindow(plan), open: declareWindowState(plan, request.now) === 'OPEN' });
};
