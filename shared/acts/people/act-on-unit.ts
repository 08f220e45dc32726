import type { BodyOf } from '../../contracts/api/index.ts';
import { type Actor, actorOf } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { checkProposal } from '../../rules/base/proposal.ts';
import { refusalOfUnitAct } from '../../rules/people/unit-acts.ts';
import { allAppointmentsOf, appointmentWrites } from '../../store/appointments.ts';
import type { Table, Write } from '../../store/base/table.ts';
import { type UnitRecord, unitPointerRemoval, unitWrites } from '../../store/units.ts';
import { unitSubject } from '../../views/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireVersion } from '../base/stale.ts';
import { requireUnitAtDesk } from './authorisation.ts';

type Body = BodyOf<'UnitActBody'>;

/**
 * D33: the point of the unit's place holds it, restores it, or sets a registration aside that nobody had a right to, which
 * takes two persons (D26). What the unit did before stands.
 * @throws {ProblemError} NOT_FOUND for a unit of another place, STALE_VERSION, WRONG_STAGE, SEPARATION_OF_DUTIES, CONFLICT
 * where something else was prepared
 */
export async function actOnUnit(
  { table, plans }: Pick<Deps, 'table' | 'plans'>,
  uscc: string,
  { principal, body, now }: Asked<Body>,
): Promise<{ next: UnitRecord; writes: Write[] }> {
  const unit = await requireUnitAtDesk(table, uscc, principal, plans.list());
  const { version, act } = body;
  requireVersion(version, unit.version);
  const refusal = refusalOfUnitAct(act.type, unit, principal);
  if (refusal) refuse(refusal.code, refusal.finding);
  const { setAside } = unit;
  if (setAside && 'proposal' in act) {
    const findings = checkProposal(unitSubject(uscc), setAside, { proposal: act.proposal });
    if (findings.length > 0) refuse('CONFLICT', ...findings);
  }
  const actor = actorOf(principal);
  const reason = 'reason' in act ? act.reason : setAside?.reason;
  const event = { act: events[act.type], actor, at: now, ...(reason ? { reason } : {}) };
  switch (act.type) {
    case 'SUSPEND':
      return unitWrites(table, unit, held(unit, actor, now, act.reason), event);
    case 'RESTORE': {
      const status = unit.suspended?.from ?? unit.status;
      return unitWrites(table, unit, { ...unit, status, suspended: undefined }, event);
    }
    case 'SET_ASIDE': {
      const next = unit.suspended ? unit : held(unit, actor, now, act.reason);
      const proposed = { actor, at: now, reason: act.reason };
      return unitWrites(table, unit, { ...next, setAside: proposed }, event);
    }
    case 'REFUSE':
      return unitWrites(table, unit, { ...unit, setAside: undefined }, event);
    case 'CONFIRM': {
      const free = {
        accountId: '',
        suspended: undefined,
        setAside: undefined,
        authorisationFileId: undefined,
      };
      const payload = { accountId: unit.accountId, name: unit.name };
      const changed = unitWrites(
        table,
        unit,
        { ...unit, ...free, status: 'SET_ASIDE' },
        { ...event, payload },
      );
      return {
        ...changed,
        writes: [...changed.writes, ...(await withoutPeople(table, unit, { actor, now }))],
      };
    }
  }
}

const events = {
  SUSPEND: 'SUSPEND_UNIT',
  RESTORE: 'RESTORE_UNIT',
  SET_ASIDE: 'PROPOSE_SET_ASIDE_UNIT',
  CONFIRM: 'SET_ASIDE_UNIT',
  REFUSE: 'REFUSE_SET_ASIDE_UNIT',
} as const;

const held = (unit: UnitRecord, actor: Actor, at: string, reason: string): UnitRecord => ({
  ...unit,
  status: 'SUSPENDED',
  suspended: { at, by: actor.id, reason, from: unit.status },
});

/** Whoever registered, and everybody whom he brought in, has no part in the unit from this very write on. */
async function withoutPeople(
  table: Table,
  { uscc, name: unitName, accountId }: UnitRecord,
  { actor, now }: { actor: Actor; now: string },
): Promise<Write[]> {
  const former = { uscc, unitName, how: 'SET_ASIDE', at: now } as const;
  const all = await allAppointmentsOf(table, { role: 'UNIT_HR', scope: uscc });
  const open = all.filter((one) => one.status !== 'ENDED');
  return [
    ...unitPointerRemoval(table, accountId, former),
    ...open.flatMap((one) => [
      ...appointmentWrites(
        table,
        one,
        { ...one, status: 'ENDED', proposed: undefined, invitation: undefined },
        { act: 'END_APPOINTMENT', actor, at: now },
      ).writes,
      ...(one.accountId === undefined ? [] : unitPointerRemoval(table, one.accountId, former)),
    ]),
  ];
}
