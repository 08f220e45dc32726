import { listPlanVersions as list } from '../../../shared/acts/plan/plan-versions.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const listPlanVersions: ApiHandler<'list-plan-versions'> =
  (deps) =>
  async ({ principal }) =>
    ok(await list(deps, principal));
