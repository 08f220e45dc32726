import { planVersionAnswer, requirePlanVersion } from '../../../shared/acts/plan/plan-versions.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** G1: a version with its document, which is also what is exported. */
export const getPlanVersion: ApiHandler<'get-plan-version'> =
  (deps) =>
  async ({ principal, params }) => {
    const record = await requirePlanVersion(deps, principal, params);
    return ok(await planVersionAnswer(deps, record), record.version);
  };
