import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { find as findAct } from '../../rules/application/findings.ts';
import { find } from '../../rules/people/findings.ts';
import { type UnitRecord, unitWrites } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireVersion } from '../base/stale.ts';
import { requireUnitAtDesk } from './authorisation.ts';

/** R8: accepting the letter binds the account to the exact name of the unit; returning it says why. */
export async function decideAuthorisation(
  { table, plans }: Pick<Deps, 'table' | 'plans'>,
  uscc: string,
  { principal, body, now }: Asked<BodyOf<'AuthorisationDecisionBody'>>,
) {
  const unit = await requireUnitAtDesk(table, uscc, principal, plans.list());
  requireVersion(body.version, unit.version);
  const { status: found } = unit;
  if (found !== 'AUTH_SUBMITTED')
    refuse('WRONG_STAGE', find('UNIT_AUTHORISATION', { found, allowed: 'AUTH_SUBMITTED' }));
  const accepted = body.decision === 'ACCEPT';
  const remark = body.remark;
  if (!accepted && !remark) refuse('INVALID', findAct('REASON_REQUIRED', { field: '/remark' }));
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
