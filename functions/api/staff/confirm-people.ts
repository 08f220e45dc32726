import { confirmPeople as act } from '../../../shared/acts/people/list-people.ts';
import { type ApiHandler, created } from '../../http.ts';

/** D34: the yearly confirmation of who may do what. */
export const confirmPeople: ApiHandler<'confirm-people'> = (deps) => async (request) => {
  const { id, writes } = await act(deps, request);
  const answer = created({ id, at: request.now });
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
