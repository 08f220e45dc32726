import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { find as findScope } from '../../rules/desk/findings.ts';
import { mayAdminister, takesTwo } from '../../rules/people/appointment.ts';
import { readInvitee } from '../../rules/people/invitee.ts';
import { type AppointmentRecord, appointmentWrites } from '../../store/appointments.ts';
import type { Asked } from '../base/asked.ts';
import { checkGiven, givenOf, newInvitation, type PeopleDeps } from './appointment.ts';
import { hashOfPerson } from './person-hash.ts';

/**
 * Somebody is invited by mail; to a role that decides or administers once a second person has confirmed it (D34, D26).
 * @throws {ProblemError} OUT_OF_SCOPE, INVALID with everything that stands against it
 */
export async function invitePerson(
  deps: PeopleDeps,
  { principal, body, now }: Asked<BodyOf<'InvitationBody'>>,
) {
  const { name } = body;
  const given = givenOf(body);
  if (!mayAdminister(principal, given))
    refuse('OUT_OF_SCOPE', findScope('OUT_OF_SCOPE', { allowed: principal.scope }));
  const read = readInvitee(body, localDateOf(now));
  const { email, idNumber } = read.ok ? read.value : { email: undefined, idNumber: undefined };
  const person =
    idNumber === undefined
      ? undefined
      : hashOfPerson(deps.env, { idKind: body.idKind ?? 'RESIDENT_ID', idNumber });
  const stands = await checkGiven(deps, given, { person, ...(email ? { email } : {}), now });
  const problems = [...(read.ok ? [] : read.problems), ...stands];
  if (email === undefined || problems.length > 0) return refuse('INVALID', ...problems);
  const invitee = { name, email, idGiven: person !== undefined };
  const actor = actorOf(principal);
  const two = takesTwo(given);
  const record: AppointmentRecord = {
    ...{ appointmentId: deps.newId(), ...given, name, email, person, givenBy: actor },
    ...(two
      ? { status: 'PROPOSED', proposed: { act: 'APPOINT', actor, at: now, given, invitee } }
      : { status: 'INVITED', invitation: newInvitation(now) }),
    ...{ createdAt: now, updatedAt: now, version: 0, auditHash: '' },
  };
  return appointmentWrites(deps.table, undefined, record, {
    ...{ act: two ? 'PROPOSE_APPOINTMENT' : 'INVITE', actor, at: now },
    payload: { ...given, name, email },
  });
}
