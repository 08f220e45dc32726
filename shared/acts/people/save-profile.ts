import type { BodyOf, ResponseOf } from '../../contracts/api/index.ts';
import { ProfileBody } from '../../contracts/api/people.ts';
import { actorOf } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { readProfile } from '../../rules/people/profile.ts';
import { getProfileRecord, profileWrites } from '../../store/profiles.ts';
import { getUnitRecord } from '../../store/units.ts';
import { profileView } from '../../views/people.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { type Standing, sameContent } from '../base/edit.ts';
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

/** The own profile as it stands now; the same as what was sent when saving that would change nothing. */
export async function standingProfile(
  { table }: Pick<Deps, 'table'>,
  { principal, body, now }: Asked<BodyOf<'ProfileBody'>>,
): Promise<Standing<ResponseOf<'Profile'>>> {
  const profile = await getProfileRecord(table, principal.id);
  const read = readProfile(body, true, localDateOf(now));
  const fields = Object.keys(ProfileBody.shape) as (keyof typeof body)[];
  const kept = Object.fromEntries(fields.map((field) => [field, profile?.[field]]));
  return {
    view: profileView(profile, principal),
    version: profile?.version ?? 0,
    same: read.ok && sameContent(kept, read.value),
  };
}
