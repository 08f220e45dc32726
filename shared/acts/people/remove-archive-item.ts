import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { find } from '../../rules/people/findings.ts';
import { archiveWrites, requireArchiveItem } from '../../store/archive.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireVersion } from '../base/stale.ts';

/**
 * R6: takes an item out of the archive that no unit has approved and none is looking at. What was approved once may stand in
 * a declaration and stays.
 * @throws {ProblemError} GUARD for any other, STALE_VERSION for another version than was seen
 */
export async function removeArchiveItem(
  { table }: Pick<Deps, 'table'>,
  itemId: string,
  { principal, body, now }: Asked<BodyOf<'ArchiveRemovalBody'>>,
) {
  const before = await requireArchiveItem(table, principal.id, itemId);
  requireVersion(body.version, before.version);
  const open = before.status === 'DRAFT' || before.status === 'RETURNED';
  if (!open || before.approvedVersion !== null)
    refuse('GUARD', find('ARCHIVE_STATE', { found: before.status, allowed: 'DRAFT, RETURNED' }));
  const event = { act: 'REMOVE_ARCHIVE_ITEM', actor: actorOf(principal), at: now };
  return archiveWrites(table, before, { ...before, removedAt: now }, event);
}
