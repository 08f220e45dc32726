import type { BodyOf } from '../../contracts/api/index.ts';
import { type Actor, actorOf, type Principal } from '../../contracts/roles.ts';
import { ProblemError, refuse } from '../../errors.ts';
import { checkProposal } from '../../rules/base/proposal.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { find as findScope } from '../../rules/desk/findings.ts';
import { inForce, mayAdminister, refusalOf, takesTwo } from '../../rules/people/appointment.ts';
import { find } from '../../rules/people/findings.ts';
import {
  type AppointmentRecord,
  appointmentWrites,
  type Given,
  getAppointment,
  requireAppointment,
} from '../../store/appointments.ts';
import type { Table, Write } from '../../store/base/table.ts';
import { getUnitRecord, unitPointerRemoval } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import { requireVersion } from '../base/stale.ts';
import { checkGiven, givenOf, newInvitation, type PeopleDeps, rosterWrites } from './appointment.ts';

type Body = BodyOf<'AppointmentActBody'>;
type Act = Body['act'];

interface Step {
  /** The act of its audit event. */
  event: string;
  next: AppointmentRecord;
  reason?: string | undefined;
}

/**
 * Changes, suspends, restores, ends an appointment, or decides on what another person has prepared for it.
 * @throws {ProblemError} NOT_FOUND for somebody else's people too, STALE_VERSION, WRONG_STAGE, SEPARATION_OF_DUTIES,
 * CONFLICT where something else was prepared, INVALID, GUARD
 */
export async function actOnAppointment(
  deps: PeopleDeps,
  appointmentId: string,
  { principal, body, now }: Asked<Body>,
): Promise<{ next: AppointmentRecord; writes: Write[] }> {
  const before = await requireAdministered(deps.table, appointmentId, principal);
  requireVersion(body.version, before.version);
  const { act } = body;
  const refusal = refusalOf(act.type, before, principal);
  if (refusal) refuse(refusal.code, refusal.finding);
  const to =
    act.type === 'CHANGE' ? givenOf(act) : act.type === 'CONFIRM' ? before.proposed?.given : undefined;
  if (to) {
    if (!mayAdminister(principal, to))
      refuse('OUT_OF_SCOPE', findScope('OUT_OF_SCOPE', { allowed: principal.scope }));
    const problems = await checkGiven(deps, to, {
      person: before.person,
      email: before.email,
      had: before.role,
      ...{ appointmentId, now },
    });
    if (problems.length > 0) refuse('INVALID', ...problems);
  }
  const actor = actorOf(principal);
  const { event, next, reason } = await stepOf(deps.table, before, act, { actor, now });
  const roster = await rosterWrites(deps.table, before, next, now);
  const changed = appointmentWrites(deps.table, before, next, {
    ...{ act: event, actor, at: now, ...(reason ? { reason } : {}) },
    payload: {
      before: givenOf(before),
      after: givenOf(next),
      status: next.status,
      proposed: next.proposed?.given,
    },
  });
  const { accountId } = before;
  const unit =
    before.role === 'UNIT_HR' && next.status === 'ENDED' && accountId !== undefined
      ? await leavesUnit(deps.table, { accountId, uscc: before.scope, now })
      : [];
  return { next: changed.next, writes: [...changed.writes, ...roster, ...unit] };
}

async function leavesUnit(
  table: Table,
  { accountId, uscc, now }: { accountId: string; uscc: string; now: string },
): Promise<Write[]> {
  const unitName = (await getUnitRecord(table, uscc))?.name ?? uscc;
  return unitPointerRemoval(table, accountId, { uscc, unitName, how: 'ENDED', at: now });
}

/** @throws {ProblemError} NOT_FOUND, for somebody else's people too */
export async function requireAdministered(
  table: Table,
  appointmentId: string,
  principal: Principal,
): Promise<AppointmentRecord> {
  const found = await requireAppointment(table, appointmentId);
  if (!mayAdminister(principal, found)) throw new ProblemError('NOT_FOUND');
  return found;
}

async function stepOf(
  table: Table,
  before: AppointmentRecord,
  act: Act,
  { actor, now }: { actor: Actor; now: string },
): Promise<Step> {
  const still = { ...before, proposed: undefined };
  switch (act.type) {
    case 'CHANGE': {
      const { reason } = act;
      const given = givenOf(act);
      if (!takesTwo(before) && !takesTwo(given))
        return { event: 'CHANGE_APPOINTMENT', next: changed(still, given), reason };
      const proposed = { act: 'CHANGE', actor, at: now, reason, given } as const;
      return { event: 'PROPOSE_CHANGE', next: { ...before, proposed }, reason };
    }
    case 'SUSPEND':
      return {
        event: 'SUSPEND',
        next: { ...still, status: 'SUSPENDED', reason: act.reason },
        reason: act.reason,
      };
    case 'RESTORE': {
      const { reason } = act;
      if (!takesTwo(before)) return { event: 'RESTORE', next: { ...still, ...active }, reason };
      const proposed = { act: 'RESTORE', actor, at: now, reason, given: givenOf(before) } as const;
      return { event: 'PROPOSE_RESTORE', next: { ...before, proposed }, reason };
    }
    case 'END': {
      const { reason, successorId } = act;
      if (successorId !== undefined) await requireSuccessor(table, before, successorId, now);
      const next = { ...still, status: 'ENDED', reason, successorId, invitation: undefined } as const;
      return { event: successorId === undefined ? 'END_APPOINTMENT' : 'HAND_OVER', next, reason };
    }
    case 'INVITE_AGAIN':
      return {
        event: 'INVITE',
        next: { ...before, invitation: { ...newInvitation(now, before.invitation), by: actor.id } },
      };
    case 'CONFIRM': {
      const proposed = requireProposed(before, act.proposal);
      const next = { ...changed(still, proposed.given), confirmedBy: actor };
      if (proposed.act === 'APPOINT')
        return { event: 'INVITE', next: { ...next, status: 'INVITED', invitation: newInvitation(now) } };
      if (proposed.act === 'RESTORE') return { event: 'RESTORE', next: { ...next, ...active } };
      return { event: 'CHANGE_APPOINTMENT', next };
    }
    case 'REFUSE': {
      const proposed = requireProposed(before, act.proposal);
      const { reason } = act;
      const over = proposed.act === 'APPOINT' ? ({ status: 'ENDED', reason } as const) : {};
      return { event: `REFUSE_${proposed.act}`, next: { ...still, ...over }, reason };
    }
  }
}

const active = { status: 'ACTIVE', reason: undefined } as const;

const changed = (before: AppointmentRecord, given: Given): AppointmentRecord => ({
  ...before,
  validTo: undefined,
  ...given,
});

/** D26. @throws {ProblemError} CONFLICT */
function requireProposed(before: AppointmentRecord, proposal: string) {
  const { proposed } = before;
  if (!proposed) throw new ProblemError('WRONG_STAGE');
  const findings = checkProposal(`APPOINTMENT ${before.appointmentId}`, proposed, { proposal });
  if (findings.length > 0) refuse('CONFLICT', ...findings);
  return proposed;
}

/** @throws {ProblemError} GUARD */
async function requireSuccessor(
  table: Table,
  { role, scope, accountId, person }: AppointmentRecord,
  successorId: string,
  now: string,
): Promise<void> {
  const other = await getAppointment(table, successorId);
  const same = other?.accountId === accountId || (person !== undefined && other?.person === person);
  const fits =
    other && other.role === role && other.scope === scope && !same && inForce(other, localDateOf(now));
  if (!fits) refuse('GUARD', find('SUCCESSOR', { field: '/act/successorId' }));
}
