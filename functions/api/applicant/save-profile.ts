import { staleVersion } from '../../../shared/acts/base/stale.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { localDateOf } from '../../../shared/rules/calendar/local-date.ts';
import { readProfile } from '../../../shared/rules/people/profile.ts';
import { getProfileRecord, profileWrites } from '../../../shared/store/profiles.ts';
import { getUnitRecord } from '../../../shared/store/units.ts';
import { profileView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R3, R4, R9: an explicit save; identifiers are checked, and the current unit must be a bound one. */
export const saveProfile: ApiHandler<'save-profile'> =
  (deps) =>
  async ({ principal, body, version, now }) => {
    const [before, unit] = await Promise.all([
      getProfileRecord(deps.table, principal.id),
      body.currentUnit ? getUnitRecord(deps.table, body.currentUnit) : undefined,
    ]);
    if (version !== (before?.version ?? 0)) throw staleVersion(version, before?.version ?? 0);
    const read = readProfile(body, unit?.status === 'BOUND', localDateOf(now));
    if (!read.ok) throw new ProblemError('INVALID', read.problems);
    const { next, writes } = profileWrites(deps.table, before, read.value, {
      actor: actorOf(principal),
      unitName: unit?.name,
      at: now,
    });
    await deps.table.transact(writes);
    return ok(profileView(next, principal), next.version);
  };
