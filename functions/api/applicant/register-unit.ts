import { registerUnit as act, readRegistration } from '../../../shared/acts/people/register-unit.ts';
import { unitView } from '../../../shared/views/people.ts';
import { type ApiHandler, created } from '../../http.ts';

/** R7: the unit's account. */
export const registerUnit: ApiHandler<'register-unit'> = (deps) => async (request) => {
  const { next, writes, advice } = await act(deps, request);
  const answer = created(unitView(next, advice), next.version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};

registerUnit.alsoWrong = (deps) => async (request) => readRegistration(deps, request).problems;
