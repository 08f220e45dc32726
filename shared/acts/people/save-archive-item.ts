import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { archiveWrites, requireArchiveItem } from '../../store/archive.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireVersion } from '../base/stale.ts';
import { requireGoodItem } from './archive-item.ts';

/** R6, §7.1: editing an approved version begins the next one; editing what waits at the unit takes it back. */
export async function saveArchiveItem(
  { table }: Pick<Deps, 'table'>,
  itemId: string,
  asked: Asked<BodyOf<'ArchiveItemBody'>> & { version: number },
) {
  const { principal, body, version, now } = asked;
  const before = await requireArchiveItem(table, principal.id, itemId);
  requireVersion(version, before.version);
  await requireGoodItem({ table }, asked);
  const itemVersion = before.status === 'APPROVED' ? before.itemVersion + 1 : before.itemVersion;
  const emptied = { description: undefined, from: undefined, to: undefined };
  return archiveWrites(
    table,
    before,
    { ...before, ...emptied, ...body, itemVersion, status: 'DRAFT' },
    { act: 'SAVE_ARCHIVE_ITEM', actor: actorOf(principal), at: now, payload: { itemVersion } },
  );
}
