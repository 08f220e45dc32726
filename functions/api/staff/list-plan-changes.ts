import { planChanges } from '../../../shared/acts/plan/plan-versions.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** G1: the visible difference of two versions. */
export const listPlanChanges: ApiHandler<'list-plan-changes'> =
  (deps) =>
  async ({ principal, params, query }) =>
    ok(await planChanges(deps, principal, params, query.since));
