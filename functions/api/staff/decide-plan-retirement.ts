import { planVersionAnswer, requirePlanVersion } from '../../../shared/acts/plan/plan-versions.ts';
import { decideRetirement } from '../../../shared/acts/plan/retire-plan.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D30, D26: a plan off offer, by two persons; of two who confirm at once, one is told. */
export const decidePlanRetirement: ApiHandler<'decide-plan-retirement'> = (deps) => async (request) => {
  const { principal, params, ref, rememberRef } = request;
  if (ref !== undefined) {
    const record = await requirePlanVersion(deps, principal, params);
    return ok(await planVersionAnswer(deps, record), record.version);
  }
  const { next, writes } = await decideRetirement(deps, params, request);
  await deps.table.transact([...writes, ...rememberRef(String(next.planVersion))]);
  return ok(await planVersionAnswer(deps, next), next.version);
};
