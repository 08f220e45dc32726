import { archiveOf } from '../../../shared/store/archive.ts';
import { archiveView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R3, R6: every item with its newest version, and which version is approved. */
export const listArchive: ApiHandler<'list-archive'> =
  (deps) =>
  async ({ principal }) => {
    const items = await archiveOf(deps.table, principal.id);
    return ok({ items: items.map(archiveView) });
  };
