import { standingUnit } from '../../../shared/acts/people/authorisation.ts';
import { decideAuthorisation as act } from '../../../shared/acts/people/decide-authorisation.ts';
import { unitView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R8: the decision on a letter of authorisation. */
export const decideAuthorisation: ApiHandler<'decide-authorisation'> = (deps) => ({
  async act(request) {
    const { next, writes } = await act(deps, request.params.uscc ?? '', request);
    const answer = ok(unitView(next), next.version);
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  },
  standing: (request) => standingUnit(deps, request),
});
