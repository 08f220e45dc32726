import { removeArchiveItem as act } from '../../../shared/acts/people/remove-archive-item.ts';
import { requireArchiveItem } from '../../../shared/store/archive.ts';
import { archiveView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R6: an own item that nobody has approved, taken out. */
export const removeArchiveItem: ApiHandler<'remove-archive-item'> = (deps) => ({
  async act(request) {
    const { next, writes } = await act(deps, request.params.itemId ?? '', request);
    const answer = ok({ id: next.itemId, at: request.now });
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  },
  async standing({ principal, params }) {
    const item = await requireArchiveItem(deps.table, principal.id, params.itemId ?? '');
    return { view: archiveView(item), version: item.version };
  },
});
