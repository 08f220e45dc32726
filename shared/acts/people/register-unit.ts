import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { ProblemError, refusal } from '../../errors.ts';
import { readUnit } from '../../rules/people/unit.ts';
import type { Table } from '../../store/base/table.ts';
import { createUnitWrites, getUnitRecord, unitOfAccount } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';

/** R7: one account a unit, by its unified social credit code; one unit an account. */
export async function registerUnit(
  { table, plans }: Pick<Deps, 'table' | 'plans'>,
  { principal, body, now }: Asked<BodyOf<'UnitBody'>>,
) {
  const read = readUnit(body, plans.list());
  if (!read.ok) throw new ProblemError('INVALID', read.problems);
  await refuseTaken(table, read.value.uscc, principal.id);
  return { ...createUnitWrites(table, read.value, actorOf(principal), now), advice: read.advice };
}

/**
 * The writes fail besides if somebody is faster.
 * @throws {ProblemError} CONFLICT
 */
async function refuseTaken(table: Table, uscc: string, accountId: string): Promise<void> {
  const [unit, own] = await Promise.all([getUnitRecord(table, uscc), unitOfAccount(table, accountId)]);
  const conflict = (code: string, field: string, found: string, zh: string, en: string) =>
    refusal('CONFLICT', { code, rule: 'R7', field, found, zh, en });
  if (own) {
    throw conflict(
      'ACCOUNT_HAS_UNIT',
      '/uscc',
      own.uscc,
      '本账号已注册用人单位',
      'This account has registered a unit already',
    );
  }
  if (unit) {
    throw conflict(
      'UNIT_REGISTERED',
      '/uscc',
      uscc,
      '该单位已注册账号，每个单位一个账号；如需更换经办人，请联系平台运维',
      'This unit has its account already, one a unit; to change its person, ask platform operations',
    );
  }
}
