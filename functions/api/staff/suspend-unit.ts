import { standingUnit } from '../../../shared/acts/people/authorisation.ts';
import { suspendUnit as act } from '../../../shared/acts/people/suspend-unit.ts';
import { unitView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D33: a unit held by its point, or restored. */
export const suspendUnit: ApiHandler<'suspend-unit'> = (deps) => ({
  async act(request) {
    const { next, writes } = await act(deps, request.params.uscc ?? '', request);
    const answer = ok(unitView(next), next.version);
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  },
  standing: (request) => standingUnit(deps, request),
});
