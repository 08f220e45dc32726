import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { find as findScope } from '../../rules/desk/findings.ts';
import { mayAdminister, takesTwo } from '../../rules/people/appointment.ts';
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
  const { name, email, idNumber } = body;
  const given = givenOf(body);
  if (!mayAdminister(principal, given))
    refuse('OUT_OF_SCOPE', findScope('OUT_OF_SCOPE', { allowed: principal.scope }));
  const person = idNumber === undefined ? undefined : hashOfPerson(deps.env, idNumber);
  const problems = await checkGiven(deps, given, { person, now });
  if (problems.length > 0) refuse('INVALID', ...problems);
  const actor = actorOf(principal);
  const two = takesTwo(given);
  const record: AppointmentRecord = {
    ...{ appointmentId: deps.newId(), ...given, name, email, person, givenBy: actor },
    ...(two
      ? { status: 'PROPOSED', proposed: { act: 'APPOINT', actor, at: now, given } }
      : { status: 'INVITED', invitation: newInvitation(now) }),
    ...{ createdAt: now, updatedAt: now, version: 0, auditHash: '' },
  };
  return appointmentWrites(deps.table, undefined, record, {
    ...{ act: two ? 'PROPOSE_APPOINTMENT' : 'INVITE', actor, at: now },
    payload: { ...given, name, email },
  });
}
