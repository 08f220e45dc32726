import { checkSubmittable } from '../../../shared/acts/people/archive-item.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { archiveWrites, requireArchiveItem } from '../../../shared/store/archive.ts';
import { getFiles } from '../../../shared/store/files.ts';
import { getProfileRecord } from '../../../shared/store/profiles.ts';
import { getUnitRecord } from '../../../shared/store/units.ts';
import { archiveView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R4, R6: 保存 — the explicit save that puts the item before the person's current unit. */
export const submitArchiveItem: ApiHandler<'submit-archive-item'> =
  (deps) =>
  async ({ principal, params, now, remember }) => {
    const before = await requireArchiveItem(deps.table, principal.id, params.itemId ?? '');
    const profile = await getProfileRecord(deps.table, principal.id);
    const [unit, files] = await Promise.all([
      profile?.currentUnit ? getUnitRecord(deps.table, profile.currentUnit) : undefined,
      getFiles(deps.table, before.fileIds),
    ]);
    const problems = checkSubmittable(before, files, unit?.status === 'BOUND');
    if (problems.length > 0 || !unit) throw new ProblemError('GUARD', problems);
    const { next, writes } = archiveWrites(
      deps.table,
      before,
      {
        ...before,
        status: 'SAVED',
        unit: { uscc: unit.uscc, name: unit.name },
        personName: profile?.name ?? before.personName,
        remark: undefined,
      },
      {
        act: 'SUBMIT_ARCHIVE_ITEM',
        actor: actorOf(principal),
        at: now,
        payload: { itemVersion: before.itemVersion, uscc: unit.uscc },
      },
    );
    const answer = ok(archiveView(next), next.version);
    await deps.table.transact([...writes, ...remember(answer)]);
    return answer;
  };
