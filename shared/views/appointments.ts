import type { ResponseOf } from '../contracts/api/index.ts';
import type { Plan } from '../contracts/plan.ts';
import type { Principal } from '../contracts/roles.ts';
import { proposalHash } from '../rules/base/proposal.ts';
import { localDateOf } from '../rules/calendar/local-date.ts';
import { actsOn, standingOn } from '../rules/people/appointment.ts';
import { placeName } from '../rules/people/posts.ts';
import type { AppointmentRecord, Given } from '../store/appointments.ts';

/** An appointment as those who administer it see it, and as whoever accepted it. */

type View = ResponseOf<'Appointment'>;

export interface AppointmentReader {
  readonly principal: Principal;
  readonly now: string;
  readonly plans: readonly Plan[];
}

/** What a second person confirms, by its mark (D26). */
export const appointmentProposal = ({ appointmentId, proposed }: AppointmentRecord): string =>
  proposed ? proposalHash(`APPOINTMENT ${appointmentId}`, proposed) : '';

export function appointmentView(
  record: AppointmentRecord,
  { principal, now, plans }: AppointmentReader,
): View {
  const { appointmentId, name, acceptedAt, givenBy, confirmedBy, reason, successorId, proposed, version } =
    record;
  const person = ({ id, name: called }: { id: string; name?: string | undefined }) => ({
    ...{ id, ...(called ? { name: called } : {}) },
  });
  const shown = (given: Given) => {
    const { role, scope, head, validFrom, validTo } = given;
    return {
      role,
      scope,
      scopeName: placeName(given, plans),
      head,
      validFrom,
      ...(validTo ? { validTo } : {}),
    };
  };
  return {
    ...{ appointmentId, ...shown(record), name, email: maskEmail(record.email), version },
    standing: standingOn(record, localDateOf(now), now),
    ...(record.status === 'INVITED' && record.invitation
      ? { invitedUntil: record.invitation.expiresAt }
      : {}),
    ...(acceptedAt ? { acceptedAt } : {}),
    givenBy: person(givenBy),
    ...(confirmedBy ? { confirmedBy: person(confirmedBy) } : {}),
    ...(reason ? { reason } : {}),
    ...(successorId ? { successorId } : {}),
    ...(proposed
      ? {
          proposed: {
            ...{ act: proposed.act, by: person(proposed.actor), at: proposed.at },
            ...(proposed.reason ? { reason: proposed.reason } : {}),
            given: shown(proposed.given),
            ...(proposed.invitee ? { invitee: proposed.invitee } : {}),
            proposal: appointmentProposal(record),
          },
        }
      : {}),
    acts: actsOn(record, principal),
  };
}

/** The first letter and the domain. */
const maskEmail = (email: string): string => email.replace(/^(.)[^@]*/, '$1***');
