import { requireOwnFiles } from '../../../shared/acts/people/archive-item.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { archiveWrites } from '../../../shared/store/archive.ts';
import { getProfileRecord } from '../../../shared/store/profiles.ts';
import { archiveView } from '../../../shared/views/people.ts';
import { type ApiHandler, created } from '../../http.ts';

/** R3: a new item as a draft; the unit sees it once it is submitted (R4). */
export const createArchiveItem: ApiHandler<'create-archive-item'> =
  (deps) =>
  async ({ principal, body, now, remember }) => {
    await requireOwnFiles(deps.table, body.fileIds, principal.id);
    const profile = await getProfileRecord(deps.table, principal.id);
    const { next, writes } = archiveWrites(
      deps.table,
      undefined,
      {
        ...body,
        itemId: deps.newId(),
        personId: principal.id,
        personName: profile?.name ?? principal.name,
        itemVersion: 1,
        status: 'DRAFT',
        approvedVersion: null,
        createdAt: now,
        updatedAt: now,
        version: 0,
        auditHash: '',
      },
      { act: 'SAVE_ARCHIVE_ITEM', actor: actorOf(principal), at: now, payload: { itemVersion: 1 } },
    );
    const answer = created(archiveView(next), next.version);
    await deps.table.transact([...writes, ...remember(answer)]);
    return answer;
  };
