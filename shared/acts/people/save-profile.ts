import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { readProfile } from '../../rules/people/profile.ts';
import { getProfileRecord, profileWrites } from '../../store/profiles.ts';
import { getUnitRecord } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireVersion } from '../base/stale.ts';

/** R3, R4, R9: an explicit save; identifiers are checked, and the current unit must be a bound one. */
export async function saveProfile(
  { table }: Pick<Deps, 'table'>,
  { principal, body, version, now }: Asked<BodyOf<'ProfileBody'>> & { version: number },
) {
  const [before, unit] = await Promise.all([
    getProfileRecord(table, principal.id),
    body.currentUnit ? getUnitRecord(table, body.currentUnit) : undefined,
  ]);
  requireVersion(version, before?.version ?? 0);
  const read = readProfile(body, unit?.status === 'BOUND', localDateOf(now));
  if (!read.ok) throw new ProblemError('INVALID', read.problems);
  return profileWrites(table, before, read.value, {
    actor: actorOf(principal),
    unitName: unit?.name,
    at: now,
  });
}
