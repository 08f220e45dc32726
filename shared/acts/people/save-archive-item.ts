import type { BodyOf, ResponseOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { archiveWrites, fieldsOf, requireArchiveItem } from '../../store/archive.ts';
import { archiveView } from '../../views/people.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { type Standing, sameContent } from '../base/edit.ts';
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

/** The item as it stands now. @throws {ProblemError} NOT_FOUND */
export async function standingArchiveItem(
  { table }: Pick<Deps, 'table'>,
  itemId: string,
  { principal, body }: Asked<BodyOf<'ArchiveItemBody'>>,
): Promise<Standing<ResponseOf<'ArchiveItem'>>> {
  const item = await requireArchiveItem(table, principal.id, itemId);
  const same = sameContent(fieldsOf(item), fieldsOf(body));
  return { view: archiveView(item), version: item.version, same };
}
