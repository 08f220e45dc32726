import type { BodyOf, ResponseOf } from '../../contracts/api/index.ts';
import { ProfileBody } from '../../contracts/api/people.ts';
import type { Finding } from '../../contracts/finding.ts';
import { actorOf } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { personKey } from '../../rules/people/person-key.ts';
import { missingInProfile, readProfile } from '../../rules/people/profile.ts';
import { holderRemoval, holderWrite } from '../../store/appointments.ts';
import type { Table } from '../../store/base/table.ts';
import { getProfileRecord, profileWrites } from '../../store/profiles.ts';
import { getUnitRecord } from '../../store/units.ts';
import { profileView } from '../../views/people.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { type Standing, sameContent } from '../base/edit.ts';
import { requireVersion } from '../base/stale.ts';
import { keptParticulars } from './kept-particulars.ts';
import { hashOfPerson } from './person-hash.ts';

type Asking = Asked<BodyOf<'ProfileBody'>>;

/** R3, R4, R9: an explicit save; identifiers are checked, and the current unit must be a bound one. */
export async function saveProfile(
  { table, env }: Pick<Deps, 'table' | 'env'>,
  asked: Asking & { version: number },
) {
  const { principal, version, now } = asked;
  const before = await getProfileRecord(table, principal.id);
  requireVersion(version, before?.version ?? 0);
  const { unit, read } = await readAsked(table, asked);
  if (!read.ok) throw new ProblemError('INVALID', read.problems);
  const changed = profileWrites(table, before, read.value, {
    actor: actorOf(principal),
    unitName: unit?.name,
    at: now,
  });
  const { idNumber } = read.value;
  const known = before?.idNumber && personKey(before) === personKey(read.value);
  if (idNumber === '' || known) return changed;
  const holder = { accountId: principal.id };
  const gone = before?.idNumber ? [holderRemoval(table, hashOfPerson(env, before), holder)] : [];
  const mine = holderWrite(table, hashOfPerson(env, read.value), holder);
  return { ...changed, writes: [...changed.writes, ...gone, mine] };
}

/** What the rules have against a profile whose form is wrong as well. */
export async function profileProblems(
  { table }: Pick<Deps, 'table'>,
  asked: Asking,
): Promise<readonly Finding[]> {
  const { read } = await readAsked(table, asked);
  return read.ok ? missingInProfile(read.value) : read.problems;
}

async function readAsked(table: Table, { body, now }: Asking) {
  const unit = body.currentUnit ? await getUnitRecord(table, body.currentUnit) : undefined;
  return { unit, read: readProfile(body, unit?.status === 'BOUND', localDateOf(now)) };
}

/** The own profile as it stands now; the same as what was sent when saving that would change nothing. */
export async function standingProfile(
  { table, applications }: Pick<Deps, 'table' | 'applications'>,
  { principal, body, now }: Asked<BodyOf<'ProfileBody'>>,
): Promise<Standing<ResponseOf<'Profile'>>> {
  const profile = await getProfileRecord(table, principal.id);
  const read = readProfile(body, true, localDateOf(now));
  const fields = Object.keys(ProfileBody.shape) as (keyof typeof body)[];
  const kept = Object.fromEntries(fields.map((field) => [field, profile?.[field]]));
  return {
    view: profileView(profile, principal, await keptParticulars({ applications }, profile)),
    version: profile?.version ?? 0,
    same: read.ok && sameContent(kept, read.value),
  };
}
