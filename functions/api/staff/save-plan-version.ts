import { sameContent } from '../../../shared/acts/base/edit.ts';
import {
  planVersionAnswer,
  requirePlanVersion,
  savePlanVersion as save,
} from '../../../shared/acts/plan/plan-versions.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** G1–G5: a draft saved as it is; everything that is amiss comes back beside its field. */
export const savePlanVersion: ApiHandler<'save-plan-version'> = (deps) => ({
  async save(request) {
    const { next, writes } = await save(deps, request.params, request);
    await deps.table.transact(writes);
    return ok(await planVersionAnswer(deps, next), next.version);
  },
  async standing({ principal, params, body }) {
    const record = await requirePlanVersion(deps, principal, params);
    const view = await planVersionAnswer(deps, record);
    return { view, version: record.version, same: sameContent(view.document, body.document) };
  },
});
