import {
  createPlanVersion as create,
  planVersionAnswer,
  requirePlanVersion,
} from '../../../shared/acts/plan/plan-versions.ts';
import { type ApiHandler, created } from '../../http.ts';

/** G1: the next version of a plan, as a copy of an older one. */
export const createPlanVersion: ApiHandler<'create-plan-version'> = (deps) => async (request) => {
  const { principal, params, body, ref, rememberRef } = request;
  const planCode = params.planCode ?? '';
  if (ref !== undefined) {
    const record = await requirePlanVersion(deps, principal, { planCode, planVersion: ref });
    return created(await planVersionAnswer(deps, record), record.version);
  }
  const { next, writes } = await create(deps, planCode, body.from, request);
  await deps.table.transact([...writes, ...rememberRef(String(next.planVersion))]);
  return created(await planVersionAnswer(deps, next), next.version);
};
