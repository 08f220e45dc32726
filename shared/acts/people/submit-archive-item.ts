import { actorOf } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { archiveWrites, requireArchiveItem } from '../../store/archive.ts';
import { getFiles } from '../../store/files.ts';
import { getProfileRecord } from '../../store/profiles.ts';
import { getUnitRecord } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { checkSubmittable } from './archive-item.ts';

/** R4, R6: 保存 — the explicit save that puts the item before the person's current unit. */
export async function submitArchiveItem(
  { table }: Pick<Deps, 'table'>,
  itemId: string,
  { principal, now }: Asked,
) {
  const before = await requireArchiveItem(table, principal.id, itemId);
  const profile = await getProfileRecord(table, principal.id);
  const [unit, files] = await Promise.all([
    profile?.currentUnit ? getUnitRecord(table, profile.currentUnit) : undefined,
    getFiles(table, before.fileIds),
  ]);
  const problems = checkSubmittable(before, files, unit?.status === 'BOUND');
  if (problems.length > 0 || !unit) throw new ProblemError('GUARD', problems);
  const { uscc, name } = unit;
  const personName = profile?.name ?? before.personName;
  return archiveWrites(
    table,
    before,
    { ...before, status: 'SAVED', unit: { uscc, name }, personName, remark: undefined },
    {
      act: 'SUBMIT_ARCHIVE_ITEM',
      actor: actorOf(principal),
      at: now,
      payload: { itemVersion: before.itemVersion, uscc },
    },
  );
}
