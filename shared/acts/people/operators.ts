import type { BodyOf, ResponseOf } from '../../contracts/api/index.ts';
import { OPERATORS_AT_MOST } from '../../contracts/appointments.ts';
import { actorOf, type Principal } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { findAct, refusalOf } from '../../rules/people/appointment.ts';
import { find } from '../../rules/people/findings.ts';
import { readMobile } from '../../rules/people/identifiers.ts';
import { maskName } from '../../rules/people/privacy.ts';
import { type AppointmentRecord, allAppointmentsOf, appointmentWrites } from '../../store/appointments.ts';
import type { Write } from '../../store/base/table.ts';
import { requireUnit, type UnitRecord, unitPointerRemoval, unitWrites } from '../../store/units.ts';
import { appointmentView } from '../../views/appointments.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireVersion } from '../base/stale.ts';
import { actOnAppointment, requireAdministered } from './act-on-appointment.ts';
import { givenOf, type PeopleDeps } from './appointment.ts';
import { invitePerson } from './invite-person.ts';

/**
 * D33: a unit has one account by its credit code and named operators under it. Its head of HR, who registered it or took
 * it over, invites, suspends, ends, and hands the unit over; every act names who did it.
 */

const asHead = (principal: Principal, { uscc }: UnitRecord): Principal => ({
  ...principal,
  ...{ role: 'UNIT_HR', scope: uscc, head: true },
});

/** @throws {ProblemError} NOT_FOUND, FORBIDDEN for an operator */
async function requireHead({ table }: Pick<Deps, 'table'>, principal: Principal): Promise<UnitRecord> {
  const unit = await requireUnit(table, principal.id);
  return unit.accountId === principal.id ? unit : refuse('FORBIDDEN', find('UNIT_HEAD'));
}

export async function listOperators(
  { table, plans }: Pick<Deps, 'table' | 'plans'>,
  { principal, now }: Pick<Asked, 'principal' | 'now'>,
): Promise<ResponseOf<'OperatorList'>> {
  const unit = await requireUnit(table, principal.id);
  const records = await allAppointmentsOf(table, { role: 'UNIT_HR', scope: unit.uscc });
  const mine = unit.accountId === principal.id;
  const items = records.map((record) => {
    const view = appointmentView(record, { principal, now, plans: plans.list() });
    return { ...view, acts: mine ? view.acts : [] };
  });
  return { head: { name: unit.accountName ?? unit.hrName, mine }, items };
}

export async function inviteOperator(
  deps: PeopleDeps,
  { principal, body, now }: Asked<BodyOf<'OperatorBody'>>,
) {
  const unit = await requireHead(deps, principal);
  const { uscc } = unit;
  const all = await allAppointmentsOf(deps.table, { role: 'UNIT_HR', scope: uscc });
  const found = all.filter((one) => one.status !== 'ENDED').length;
  if (found >= OPERATORS_AT_MOST)
    refuse('GUARD', find('OPERATORS_MOST', { found, allowed: OPERATORS_AT_MOST }));
  const given = { role: 'UNIT_HR', scope: uscc, head: false, validFrom: localDateOf(now) } as const;
  return invitePerson(deps, { principal: asHead(principal, unit), body: { ...given, ...body }, now });
}

/**
 * An operator of the head's own unit.
 * @throws {ProblemError} NOT_FOUND, for another unit's too; FORBIDDEN for an operator
 */
export async function requireOperator(
  deps: Pick<Deps, 'table'>,
  appointmentId: string,
  principal: Principal,
): Promise<{ unit: UnitRecord; operator: AppointmentRecord }> {
  const unit = await requireHead(deps, principal);
  const operator = await requireAdministered(deps.table, appointmentId, asHead(principal, unit));
  return { unit, operator };
}

export async function actOnOperator(
  deps: PeopleDeps,
  appointmentId: string,
  { principal, body, now }: Asked<BodyOf<'OperatorActBody'>>,
): Promise<{ next: AppointmentRecord; writes: Write[] }> {
  const { unit, operator: before } = await requireOperator(deps, appointmentId, principal);
  const { version, act } = body;
  if (act.type !== 'HAND_OVER')
    return actOnAppointment(deps, appointmentId, {
      principal: asHead(principal, unit),
      body: { version, act },
      now,
    });
  requireVersion(version, before.version);
  const refusal = refusalOf('SUSPEND', before, principal);
  const { accountId, name } = before;
  if (refusal || accountId === undefined) return refuse('WRONG_STAGE', findAct(before.status));
  const mobile = readMobile(act.hrMobile, '/act/hrMobile');
  if (!mobile.ok) return refuse('INVALID', ...mobile.problems);
  const event = { act: 'HAND_OVER', actor: actorOf(principal), at: now, reason: act.reason };
  // What he may do stands in the unit's own record from now on.
  const ended = appointmentWrites(
    deps.table,
    before,
    { ...before, status: 'ENDED', reason: act.reason },
    { ...event, payload: givenOf(before) },
  );
  const heir = {
    accountId,
    accountName: name,
    hrName: name,
    hrMobile: mobile.value,
    hrNameReason: undefined,
  };
  const taken = unitWrites(deps.table, unit, { ...unit, ...heir }, { ...event, payload: { to: accountId } });
  const { uscc, name: unitName } = unit;
  const former = { uscc, unitName, how: 'HANDED_OVER', to: maskName(name), at: now } as const;
  const gone = unitPointerRemoval(deps.table, principal.id, former);
  return { next: ended.next, writes: [...ended.writes, ...taken.writes, ...gone] };
}
