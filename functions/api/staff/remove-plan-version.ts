import {
  planVersionAnswer,
  removePlanVersion as remove,
  requirePlanVersion,
} from '../../../shared/acts/plan/plan-versions.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** G1: a draft version that nobody goes on with, taken out; its number is not given again. */
export const removePlanVersion: ApiHandler<'remove-plan-version'> = (deps) => ({
  async act(request) {
    const { next, writes } = await remove(deps, request.params, request);
    const answer = ok({ id: `${next.planCode} ${next.planVersion}`, at: request.now });
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  },
  async standing({ principal, params }) {
    const record = await requirePlanVersion(deps, principal, params);
    return { view: await planVersionAnswer(deps, record), version: record.version };
  },
});
