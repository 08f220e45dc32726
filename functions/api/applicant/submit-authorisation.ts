import { submitAuthorisation as act } from '../../../shared/acts/people/submit-authorisation.ts';
import { unitView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R8: the letter of authorisation, handed in. */
export const submitAuthorisation: ApiHandler<'submit-authorisation'> = (deps) => async (request) => {
  const { next, writes } = await act(deps, request);
  const answer = ok(unitView(next), next.version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
