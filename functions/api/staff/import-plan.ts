import {
  planVersionAnswer,
  importPlan as read,
  requirePlanVersion,
} from '../../../shared/acts/plan/plan-versions.ts';
import { type ApiHandler, created } from '../../http.ts';

/** G1: a draft version from a document that was made elsewhere; what is amiss with it comes back. */
export const importPlan: ApiHandler<'import-plan'> = (deps) => async (request) => {
  const { principal, body, ref, rememberRef } = request;
  if (ref !== undefined) {
    const planCode = String(body.document.planCode);
    const record = await requirePlanVersion(deps, principal, { planCode, planVersion: ref });
    return created(await planVersionAnswer(deps, record), record.version);
  }
  const { next, writes } = await read(deps, body, request);
  await deps.table.transact([...writes, ...rememberRef(String(next.planVersion))]);
  return created(await planVersionAnswer(deps, next), next.version);
};
