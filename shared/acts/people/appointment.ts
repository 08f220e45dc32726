import { randomBytes } from 'node:crypto';
import { INVITATION_DAYS } from '../../contracts/appointments.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Role } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { sha256Hex } from '../../rules/base/sha256.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { reviews } from '../../rules/desk/scope.ts';
import {
  checkAdministrations,
  checkInvitedOnce,
  checkLastAdministrator,
  checkNumberGiven,
  checkValidity,
} from '../../rules/people/appointment.ts';
import { find } from '../../rules/people/findings.ts';
import { checkPlace } from '../../rules/people/posts.ts';
import { holdingsOf } from '../../store/active-declarations.ts';
import {
  type AppointmentRecord,
  administratorsOf,
  administratorsWrite,
  allAppointmentsOf,
  type Given,
  getAppointment,
  holdersOf,
} from '../../store/appointments.ts';
import type { Table, Write } from '../../store/base/table.ts';
import type { Deps } from '../base/deps.ts';

/** What several acts on appointments share. */

export type PeopleDeps = Pick<Deps, 'table' | 'plans' | 'env' | 'applications' | 'newId'>;

const DAY_MS = 24 * 3_600_000;

/** An invitation with a fresh secret: whatever was sent before works no longer. */
export function newInvitation(now: string, before?: AppointmentRecord['invitation']) {
  const secret = randomBytes(24).toString('base64url');
  const expiresAt = new Date(Date.parse(now) + INVITATION_DAYS * DAY_MS).toISOString();
  return { secret, hash: sha256Hex(secret), number: (before?.number ?? 0) + 1, expiresAt };
}

/** What an appointment gives, and nothing else. */
export const givenOf = ({ role, scope, head, validFrom, validTo }: Given): Given => ({
  ...{ role, scope, head, validFrom },
  ...(validTo === undefined ? {} : { validTo }),
});

/** Everything that stands against giving this to that person. */
export async function checkGiven(
  deps: PeopleDeps,
  given: Given,
  {
    person,
    email,
    appointmentId,
    had,
    now,
  }: {
    person?: string | undefined;
    email?: string;
    appointmentId?: string;
    /** What the appointment gives so far. */
    had?: Role;
    now: string;
  },
): Promise<Finding[]> {
  const plans = deps.plans.list();
  const { role, scope } = given;
  const there = await allAppointmentsOf(deps.table, { role, scope });
  const others = there.filter((one) => one.appointmentId !== appointmentId);
  return [
    // A unit's own people are of that unit: no directory has it.
    ...(given.role === 'UNIT_HR' ? [] : checkPlace(given, plans)),
    ...checkNumberGiven(role, had, person),
    ...checkValidity(given, localDateOf(now)),
    ...checkInvitedOnce(others, { email, person }, localDateOf(now), now),
    ...(person === undefined ? [] : await checkPerson(deps, given, person, appointmentId)),
  ];
}

/** D29, D34, C2: what the natural person is already, under whichever account. */
async function checkPerson(
  deps: PeopleDeps,
  { role, scope }: Given,
  person: string,
  own: string | undefined,
): Promise<Finding[]> {
  const holders = await holdersOf(deps.table, person);
  const appointments = await Promise.all(
    holders.flatMap(({ appointmentId }) =>
      appointmentId && appointmentId !== own ? [getAppointment(deps.table, appointmentId)] : [],
    ),
  );
  const held = appointments.flatMap((one) => (one && one.status !== 'ENDED' ? [one.role] : []));
  const reviewed = deps.plans.list().filter(({ planCode }) => reviews({ role, scope }, planCode));
  const declared = await Promise.all(
    reviewed.flatMap((plan) =>
      holders.map(async ({ accountId }) => {
        const [ofPlan] = await holdingsOf(deps, accountId, plan, { zh: '', en: '' });
        return ofPlan?.active ? [plan.planCode] : [];
      }),
    ),
  );
  const found = declared.flat();
  return [
    ...checkAdministrations(role, held),
    ...(found.length > 0 ? [find('APPLICANT_OF_PLAN', { field: '/role', found: found.join(', ') })] : []),
  ];
}

/**
 * What a change does to those who administer everything: enough of them stay (D34).
 * @throws {ProblemError} GUARD
 */
export async function rosterWrites(
  table: Table,
  before: AppointmentRecord | undefined,
  next: AppointmentRecord,
  now: string,
): Promise<Write[]> {
  const isOne = (one: AppointmentRecord | undefined) =>
    one?.role === 'SECURITY_ADMIN' && one.status === 'ACTIVE';
  if (!isOne(before) && !isOne(next)) return [];
  const { appointmentId, validFrom, validTo, person } = next;
  const today = localDateOf(now);
  const roster = await administratorsOf(table);
  const others = roster.members.filter((m) => m.appointmentId !== appointmentId);
  if (isOne(before) && (!isOne(next) || validTo !== undefined || validFrom > today)) {
    const problems = checkLastAdministrator(roster.members, appointmentId, today);
    if (problems.length > 0) refuse('GUARD', ...problems);
  }
  const own = isOne(next)
    ? [{ appointmentId, validFrom, ...(validTo ? { validTo } : {}), ...(person ? { person } : {}) }]
    : [];
  return [administratorsWrite(table, roster, [...others, ...own])];
}
