import { planDryRun, runDryRun } from '../../../shared/acts/plan/dry-run.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** G3: a draft version is tried on made-up people; it comes out the same however often it is asked. */
export const runPlanDryRun: ApiHandler<'run-plan-dry-run'> = (deps) => async (request) => {
  const { principal, params, ref, rememberRef } = request;
  if (ref !== undefined) return ok(await planDryRun(deps, principal, params));
  const { record, answer, writes } = await runDryRun(deps, params, request);
  await deps.table.transact([...writes, ...rememberRef(String(record.planVersion))]);
  return ok(answer);
};
