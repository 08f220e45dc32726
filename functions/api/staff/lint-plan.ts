import { lintGiven } from '../../../shared/acts/plan/plan-versions.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** G1–G5: what the linter finds in a document that is kept nowhere. */
export const lintPlan: ApiHandler<'lint-plan'> =
  (deps) =>
  async ({ body }) =>
    ok(await lintGiven(deps, body));
