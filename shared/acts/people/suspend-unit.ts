import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { find } from '../../rules/people/findings.ts';
import { unitWrites } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireVersion } from '../base/stale.ts';
import { requireUnitAtDesk } from './authorisation.ts';

/** D33: the point of the unit's place holds it, or restores it; what the unit has done before stands. */
export async function suspendUnit(
  { table, plans }: Pick<Deps, 'table' | 'plans'>,
  uscc: string,
  { principal, body, now }: Asked<BodyOf<'UnitSuspensionBody'>>,
) {
  const unit = await requireUnitAtDesk(table, uscc, principal, plans.list());
  const { version, suspended, reason } = body;
  requireVersion(version, unit.version);
  if (suspended === (unit.suspended !== undefined)) refuse('WRONG_STAGE', find('UNIT_SUSPENSION'));
  const held = suspended ? { at: now, by: principal.id, reason, from: unit.status } : undefined;
  const status = held ? 'SUSPENDED' : (unit.suspended?.from ?? unit.status);
  return unitWrites(
    table,
    unit,
    { ...unit, status, suspended: held },
    {
      ...{ act: suspended ? 'SUSPEND_UNIT' : 'RESTORE_UNIT', actor: actorOf(principal), at: now, reason },
      payload: { suspended },
    },
  );
}
