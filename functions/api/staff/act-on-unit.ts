import { actOnUnit as act } from '../../../shared/acts/people/act-on-unit.ts';
import { requireUnitAtDesk } from '../../../shared/acts/people/authorisation.ts';
import { unitAtDesk } from '../../../shared/views/units.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D33: a unit held by its point, restored, or set aside by two. */
export const actOnUnit: ApiHandler<'act-on-unit'> = (deps) => ({
  async act(request) {
    const { next, writes } = await act(deps, request.params.uscc ?? '', request);
    const answer = ok(unitAtDesk(next, request.principal), next.version);
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  },
  async standing({ params, principal }) {
    const unit = await requireUnitAtDesk(deps.table, params.uscc ?? '', principal, deps.plans.list());
    return { view: unitAtDesk(unit, principal), version: unit.version };
  },
});
