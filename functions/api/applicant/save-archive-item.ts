import { itemProblems } from '../../../shared/acts/people/archive-item.ts';
import {
  saveArchiveItem as act,
  standingArchiveItem,
} from '../../../shared/acts/people/save-archive-item.ts';
import { archiveView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R6: an own item, edited. */
export const saveArchiveItem: ApiHandler<'save-archive-item'> = (deps) => ({
  async save(request) {
    const { next, writes } = await act(deps, request.params.itemId ?? '', request);
    await deps.table.transact(writes);
    return ok(archiveView(next), next.version);
  },
  standing: (request) => standingArchiveItem(deps, request.params.itemId ?? '', request),
});

saveArchiveItem.alsoWrong = (deps) => (request) => itemProblems(deps, request);
