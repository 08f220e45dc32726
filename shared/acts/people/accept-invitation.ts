import type { BodyOf } from '../../contracts/api/index.ts';
import { normaliseEmail } from '../../contracts/characters.ts';
import { type Principal, roleNames } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { sha256Hex } from '../../rules/base/sha256.ts';
import { find } from '../../rules/people/findings.ts';
import { sameName } from '../../rules/people/privacy.ts';
import {
  type AppointmentRecord,
  appointmentWrites,
  getAppointment,
  holderWrite,
  standingOf,
} from '../../store/appointments.ts';
import { keys } from '../../store/base/keys.ts';
import { requireVersion, type Write } from '../../store/base/table.ts';
import { getUnitRecord, unitOfAccount, unitPointer } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import { checkGiven, givenOf, type PeopleDeps, rosterWrites } from './appointment.ts';

/**
 * Whoever was invited signs in and takes what he was given, once, within its term.
 * @throws {ProblemError} NOT_FOUND for a link that was never sent, CONFLICT, GUARD past its term, FORBIDDEN for somebody
 * else, INVALID for what the person may not be besides
 */
export async function acceptInvitation(
  deps: PeopleDeps,
  { principal, body, now }: Asked<BodyOf<'AcceptanceBody'>>,
  pool: 'staff' | 'people',
): Promise<{ next: AppointmentRecord; writes: Write[] }> {
  const { id: accountId, issuer = '', name: called } = principal;
  const before = await requireInvited(deps, body.code, now);
  // Each pool's accounts take what is for them.
  if ((before.role === 'UNIT_HR') !== (pool === 'people')) refuse('NOT_FOUND', find('INVITATION_UNKNOWN'));
  if (!isInvited(before, principal))
    refuse('FORBIDDEN', find('INVITATION_OTHER_PERSON', { found: principal.email ?? called }));
  const own = await standingOf(deps.table, { id: accountId, issuer });
  if (own && own.status !== 'ENDED') refuse('CONFLICT', accountAppointed(own.role));
  const acts = pool === 'people' ? await unitOfAccount(deps.table, accountId) : undefined;
  if (acts) refuse('CONFLICT', find('ACCOUNT_HAS_UNIT', { found: acts.uscc }));
  const unit = before.role === 'UNIT_HR' ? await joinsUnit(deps.table, before, accountId) : [];
  const { appointmentId, person, email } = before;
  const problems = await checkGiven(deps, givenOf(before), {
    ...{ person, email, appointmentId, had: before.role, now },
  });
  if (problems.length > 0) refuse('INVALID', ...problems);
  const { secret: _used, ...invitation } = before.invitation as NonNullable<typeof before.invitation>;
  const taken = { accountId, issuer, acceptedAt: now, name: called || before.name, invitation };
  const next: AppointmentRecord = { ...before, ...taken, status: 'ACTIVE' };
  const actor = { id: accountId, role: before.role, ...(called ? { name: called } : {}) };
  const changed = appointmentWrites(deps.table, before, next, {
    ...{ act: 'ACCEPT_INVITATION', actor, at: now, payload: givenOf(before) },
  });
  const holder = person === undefined ? [] : [holderWrite(deps.table, person, { accountId, appointmentId })];
  const roster = await rosterWrites(deps.table, before, next, now);
  return { next: changed.next, writes: [...changed.writes, ...holder, ...roster, ...unit] };
}

const accountAppointed = (found: keyof typeof roleNames) =>
  find('ACCOUNT_APPOINTED', { found, words: { found: roleNames[found] } });

/**
 * D33: the unit's present head has invited him; what a former one sent ended with the hand-over, also if the two meet.
 * @throws {ProblemError} CONFLICT
 */
async function joinsUnit(
  table: PeopleDeps['table'],
  { scope, givenBy, invitation }: AppointmentRecord,
  accountId: string,
): Promise<Write[]> {
  const unit = await getUnitRecord(table, scope);
  if (unit?.accountId !== (invitation?.by ?? givenBy.id))
    return refuse('CONFLICT', find('INVITATION_FORMER_HEAD'));
  return [requireVersion(table.name, keys.unit(scope), unit.version), unitPointer(table, accountId, scope)];
}

async function requireInvited(
  { table }: Pick<PeopleDeps, 'table'>,
  code: string,
  now: string,
): Promise<AppointmentRecord> {
  const at = code.lastIndexOf('.');
  const found = at > 0 ? await getAppointment(table, code.slice(0, at)) : undefined;
  if (!found?.invitation || found.invitation.hash !== sha256Hex(code.slice(at + 1)))
    return refuse('NOT_FOUND', find('INVITATION_UNKNOWN'));
  const { status, invitation } = found;
  if (status !== 'INVITED') refuse('CONFLICT', find('INVITATION_USED'));
  if (invitation.expiresAt <= now)
    refuse('GUARD', find('INVITATION_EXPIRED', { found: now, allowed: invitation.expiresAt }));
  return found;
}

/** By the address to which it was sent where the sign-in tells one, else by the verified name. */
function isInvited({ email, name }: AppointmentRecord, by: Principal): boolean {
  if (by.email !== undefined) return by.email.toLowerCase() === normaliseEmail(email).toLowerCase();
  return sameName(name, by.name);
}
