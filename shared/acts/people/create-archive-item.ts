import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { archiveWrites } from '../../store/archive.ts';
import { getProfileRecord } from '../../store/profiles.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireGoodItem } from './archive-item.ts';

/** R3: a new item as a draft; the unit sees it once it is submitted (R4). */
export async function createArchiveItem(
  { table, newId }: Pick<Deps, 'table' | 'newId'>,
  asked: Asked<BodyOf<'ArchiveItemBody'>>,
) {
  const { principal, body, now } = asked;
  await requireGoodItem({ table }, asked);
  const profile = await getProfileRecord(table, principal.id);
  return archiveWrites(
    table,
    undefined,
    {
      ...body,
      itemId: newId(),
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
}
