import { planDryRun } from '../../../shared/acts/plan/dry-run.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** G3: what the newest dry run of a version told, and whether it is one of what the version is now. */
export const getPlanDryRun: ApiHandler<'get-plan-dry-run'> =
  (deps) =>
  async ({ principal, params }) =>
    ok(await planDryRun(deps, principal, params));
