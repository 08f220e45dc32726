import { approvedVersionsOf, archiveQueue } from '../../../shared/store/archive.ts';
import { requireUnit } from '../../../shared/store/units.ts';
import { archiveReviewView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R6: what waits for the unit's review, oldest first. */
export const listUnitArchive: ApiHandler<'list-unit-archive'> =
  (deps) =>
  async ({ principal, query }) => {
    const unit = await requireUnit(deps.table, principal.id);
    const { items, cursor } = await archiveQueue(deps.table, unit.uscc, query.cursor);
    const approved = await approvedVersionsOf(deps.table, items);
    return ok({
      items: items.map((item) => archiveReviewView(item, approved.get(item.itemId))),
      ...(cursor ? { cursor } : {}),
    });
  };
