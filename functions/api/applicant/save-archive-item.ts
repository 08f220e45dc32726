import { staleVersion } from '../../../shared/acts/base/stale.ts';
import { requireOwnFiles } from '../../../shared/acts/people/archive-item.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { archiveWrites, requireArchiveItem } from '../../../shared/store/archive.ts';
import { archiveView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R6, §7.1: editing an approved version begins the next one; editing what waits at the unit takes it back. */
export const saveArchiveItem: ApiHandler<'save-archive-item'> =
  (deps) =>
  async ({ principal, params, body, version, now }) => {
    const before = await requireArchiveItem(deps.table, principal.id, params.itemId ?? '');
    if (version !== before.version) throw staleVersion(version, before.version);
    await requireOwnFiles(deps.table, body.fileIds, principal.id);
    const itemVersion = before.status === 'APPROVED' ? before.itemVersion + 1 : before.itemVersion;
    const { next, writes } = archiveWrites(
      deps.table,
      before,
      {
        ...before,
        description: undefined,
        from: undefined,
        to: undefined,
        ...body,
        itemVersion,
        status: 'DRAFT',
      },
      { act: 'SAVE_ARCHIVE_ITEM', actor: actorOf(principal), at: now, payload: { itemVersion } },
    );
    await deps.table.transact(writes);
    return ok(archiveView(next), next.version);
  };
