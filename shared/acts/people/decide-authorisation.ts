import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { refusal } from '../../errors.ts';
import { type UnitRecord, unitWrites } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { staleVersion } from '../base/stale.ts';
import { requireUnitAtDesk } from './authorisation.ts';

/** R8: accepting the letter binds the account to the exact name of the unit; returning it says why. */
export async function decideAuthorisation(
  { table, plans }: Pick<Deps, 'table' | 'plans'>,
  uscc: string,
  { principal, body, now }: Asked<BodyOf<'AuthorisationDecisionBody'>>,
) {
  const unit = await requireUnitAtDesk(table, uscc, principal, plans.list());
  if (unit.version !== body.version) throw staleVersion(body.version, unit.version);
  if (unit.status !== 'AUTH_SUBMITTED') throw nothingToCheck(unit.status);
  const accepted = body.decision === 'ACCEPT';
  const remark = body.remark;
  if (!accepted && !remark) throw remarkMissing();
  const next: UnitRecord = accepted
    ? { ...unit, status: 'BOUND', boundAt: now, remark: undefined }
    : { ...unit, status: 'AUTH_RETURNED', remark };
  return unitWrites(table, unit, next, {
    act: accepted ? 'ACCEPT_AUTHORISATION' : 'RETURN_AUTHORISATION',
    actor: actorOf(principal),
    at: now,
    ...(remark ? { reason: remark } : {}),
    payload: { fileId: unit.authorisationFileId, name: unit.name },
  });
}

function nothingToCheck(found: string) {
  return refusal('WRONG_STAGE', {
    code: 'UNIT_AUTHORISATION',
    rule: 'R8',
    found,
    allowed: 'AUTH_SUBMITTED',
    zh: '该单位没有待审核的授权委托证明。',
    en: 'There is no letter of authorisation to check.',
  });
}

function remarkMissing() {
  return refusal('INVALID', {
    code: 'REASON_REQUIRED',
    rule: 'L11',
    field: '/remark',
    zh: '退回时请写明需要更正的内容。',
    en: 'Please say what must be corrected.',
  });
}
