import { decideArchiveItem as act, itemAtUnit } from '../../../shared/acts/people/decide-archive-item.ts';
import { archiveView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R6: the unit's decision on an item. */
export const decideArchiveItem: ApiHandler<'decide-archive-item'> = (deps) => ({
  async act(request) {
    const { personId = '', itemId = '' } = request.params;
    const { next, writes } = await act(deps, { personId, itemId }, request);
    const answer = ok(archiveView(next), next.version);
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  },
  async standing({ principal, now, params: { personId = '', itemId = '' } }) {
    const { item } = await itemAtUnit(deps.table, { personId, itemId }, { accountId: principal.id, now });
    return { view: archiveView(item), version: item.version };
  },
});
