import {
  decidePublication,
  planVersionAnswer,
  requirePlanVersion,
} from '../../../shared/acts/plan/plan-versions.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** G3, D26: one person proposes, another one confirms the very same; of two who do so at once, one is told. */
export const decidePlanPublication: ApiHandler<'decide-plan-publication'> = (deps) => async (request) => {
  const { principal, params, ref, rememberRef } = request;
  if (ref !== undefined) {
    const record = await requirePlanVersion(deps, principal, params);
    return ok(await planVersionAnswer(deps, record), record.version);
  }
  const { next, writes } = await decidePublication(deps, params, request);
  await deps.table.transact([...writes, ...rememberRef(String(next.planVersion))]);
  return ok(await planVersionAnswer(deps, next), next.version);
};
