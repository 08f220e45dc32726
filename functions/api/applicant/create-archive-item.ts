import { itemProblems } from '../../../shared/acts/people/archive-item.ts';
import { createArchiveItem as act } from '../../../shared/acts/people/create-archive-item.ts';
import { archiveView } from '../../../shared/views/people.ts';
import { type ApiHandler, created } from '../../http.ts';

/** R3: a new item of the own archive. */
export const createArchiveItem: ApiHandler<'create-archive-item'> = (deps) => async (request) => {
  const { next, writes } = await act(deps, request);
  const answer = created(archiveView(next), next.version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};

createArchiveItem.alsoWrong = (deps) => (request) => itemProblems(deps, request);
