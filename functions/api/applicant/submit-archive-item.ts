import { submitArchiveItem as act } from '../../../shared/acts/people/submit-archive-item.ts';
import { archiveView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R4: an own item, put before the unit. */
export const submitArchiveItem: ApiHandler<'submit-archive-item'> = (deps) => async (request) => {
  const { next, writes } = await act(deps, request.params.itemId ?? '', request);
  const answer = ok(archiveView(next), next.version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
