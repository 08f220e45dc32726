import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { archiveVersionWrite, archiveWrites, requireArchiveItem } from '../../store/archive.ts';
import { requireBoundUnit } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireVersion } from '../base/stale.ts';
import { checkDecidable, decidedItem } from './archive-item.ts';

/** R6, C1: the unit approves the version that it saw, or returns it with a remark; approved content is frozen. */
export async function decideArchiveItem(
  { table }: Pick<Deps, 'table'>,
  item: { personId: string; itemId: string },
  { principal, body, now }: Asked<BodyOf<'ArchiveDecisionBody'>>,
) {
  const unit = await requireBoundUnit(table, principal.id);
  const before = await requireArchiveItem(table, item.personId, item.itemId);
  if (before.unit?.uscc !== unit.uscc) throw new ProblemError('NOT_FOUND');
  requireVersion(body.version, before.version);
  checkDecidable(before, body, principal.id);
  const approve = body.decision === 'APPROVE';
  const { next, writes } = archiveWrites(table, before, decidedItem(before, body, unit, now), {
    act: approve ? 'APPROVE_ARCHIVE_ITEM' : 'RETURN_ARCHIVE_ITEM',
    actor: actorOf(principal),
    at: now,
    ...(body.remark ? { reason: body.remark } : {}),
    payload: { itemVersion: before.itemVersion, uscc: unit.uscc },
  });
  return { next, writes: approve ? [...writes, archiveVersionWrite(table, next)] : writes };
}
