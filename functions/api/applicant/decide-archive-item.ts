import { staleVersion } from '../../../shared/acts/base/stale.ts';
import { checkDecidable, decidedItem } from '../../../shared/acts/people/archive-item.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { archiveWrites, freezeVersion, requireArchiveItem } from '../../../shared/store/archive.ts';
import { requireBoundUnit } from '../../../shared/store/units.ts';
import { archiveView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R6, C1: the unit approves the version that it saw, or returns it with a remark; approved content is frozen. */
export const decideArchiveItem: ApiHandler<'decide-archive-item'> =
  (deps) =>
  async ({ principal, params, body, now, remember }) => {
    const unit = await requireBoundUnit(deps.table, principal.id);
    const before = await requireArchiveItem(deps.table, params.personId ?? '', params.itemId ?? '');
    if (before.unit?.uscc !== unit.uscc) throw new ProblemError('NOT_FOUND');
    if (body.version !== before.version) throw staleVersion(body.version, before.version);
    checkDecidable(before, body, principal.id);
    const approve = body.decision === 'APPROVE';
    const { next, writes } = archiveWrites(deps.table, before, decidedItem(before, body, unit, now), {
      act: approve ? 'APPROVE_ARCHIVE_ITEM' : 'RETURN_ARCHIVE_ITEM',
      actor: actorOf(principal),
      at: now,
      ...(body.remark ? { reason: body.remark } : {}),
      payload: { itemVersion: before.itemVersion, uscc: unit.uscc },
    });
    const frozen = approve ? [freezeVersion(deps.table, next)] : [];
    const answer = ok(archiveView(next), next.version);
    await deps.table.transact([...writes, ...frozen, ...remember(answer)]);
    return answer;
  };
