import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { archiveVersionWrite, archiveWrites, requireArchiveItem } from '../../store/archive.ts';
import type { Table } from '../../store/base/table.ts';
import { requireAuthorisedUnit } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireVersion } from '../base/stale.ts';
import { checkDecidable, decidedItem } from './archive-item.ts';

interface ItemName {
  personId: string;
  itemId: string;
}

/** @throws {ProblemError} NOT_FOUND for an item that was put before another unit, or before none */
export async function itemAtUnit(
  table: Table,
  { personId, itemId }: ItemName,
  { accountId, now }: { accountId: string; now: string },
) {
  const unit = await requireAuthorisedUnit(table, accountId, now);
  const item = await requireArchiveItem(table, personId, itemId);
  if (item.unit?.uscc !== unit.uscc) throw new ProblemError('NOT_FOUND');
  return { unit, item };
}

/** R6, C1: the unit approves the version that it saw, or returns it with a remark; approved content is frozen. */
export async function decideArchiveItem(
  { table }: Pick<Deps, 'table'>,
  item: ItemName,
  { principal, body, now }: Asked<BodyOf<'ArchiveDecisionBody'>>,
) {
  const { unit, item: before } = await itemAtUnit(table, item, { accountId: principal.id, now });
  requireVersion(body.version, before.version);
  checkDecidable(before, body, principal);
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
