import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { find } from '../../rules/people/findings.ts';
import { readUnit } from '../../rules/people/unit.ts';
import { checkName } from '../../rules/people/verified-name.ts';
import type { Table } from '../../store/base/table.ts';
import {
  createUnitWrites,
  formerUnitOf,
  getUnitRecord,
  type UnitRecord,
  unitOfAccount,
} from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';

/** A registration with everything that is amiss with it: its codes and places, and who signed in (D16). */
export function readRegistration(
  { plans }: Pick<Deps, 'plans'>,
  { principal, body }: Pick<Asked<BodyOf<'UnitBody'>>, 'principal' | 'body'>,
) {
  const read = readUnit(body, plans.list());
  const given = { name: body.hrName, signInName: principal.name, reason: body.hrNameReason };
  return { read, problems: [...(read.ok ? [] : read.problems), ...checkName(given, '/hrNameReason')] };
}

/** R7: one account a unit, by its unified social credit code; one unit an account. Its head of HR is who signed in (D16). */
export async function registerUnit(
  { table, plans }: Pick<Deps, 'table' | 'plans'>,
  { principal, body, now }: Asked<BodyOf<'UnitBody'>>,
) {
  const { read, problems } = readRegistration({ plans }, { principal, body });
  if (!read.ok || problems.length > 0) return refuse('INVALID', ...problems);
  const before = await refuseTaken(table, read.value.uscc, principal.id);
  const event = { actor: actorOf(principal), at: now, before };
  return { ...createUnitWrites(table, read.value, event), advice: read.advice };
}

/**
 * What stands under the code once it was set aside (D33). The writes fail besides if somebody is faster.
 * @throws {ProblemError} CONFLICT
 */
async function refuseTaken(table: Table, uscc: string, accountId: string): Promise<UnitRecord | undefined> {
  const [unit, own, former] = await Promise.all([
    getUnitRecord(table, uscc),
    unitOfAccount(table, accountId),
    formerUnitOf(table, accountId),
  ]);
  const field = '/uscc';
  if (own) refuse('CONFLICT', find('ACCOUNT_HAS_UNIT', { field, found: own.uscc }));
  if (former?.how === 'SET_ASIDE' && former.uscc === uscc)
    refuse('CONFLICT', find('UNIT_SET_ASIDE_OWN', { field, found: uscc }));
  if (unit && unit.status !== 'SET_ASIDE')
    refuse('CONFLICT', find('UNIT_REGISTERED', { field, found: uscc }));
  return unit;
}
