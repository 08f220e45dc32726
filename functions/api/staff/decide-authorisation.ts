import { staleVersion } from '../../../shared/acts/base/stale.ts';
import { requireUnitAtDesk } from '../../../shared/acts/people/authorisation.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError, refusal } from '../../../shared/errors.ts';
import { type UnitRecord, unitWrites } from '../../../shared/store/units.ts';
import { unitView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R8: accepting the letter binds the account to the exact name of the unit; returning it says why. */
export const decideAuthorisation: ApiHandler<'decide-authorisation'> = (deps) => async (request) => {
  const { principal, body, params, now } = request;
  const unit = await requireUnitAtDesk(deps.table, params.uscc ?? '', principal, deps.plans.list());
  if (unit.version !== body.version) throw staleVersion(body.version, unit.version);
  if (unit.status !== 'AUTH_SUBMITTED') throw new ProblemError('WRONG_STAGE', [nothingToCheck(unit.status)]);
  const accepted = body.decision === 'ACCEPT';
  const remark = body.remark?.trim();
  if (!accepted && !remark) throw remarkMissing();
  const next: UnitRecord = accepted
    ? { ...unit, status: 'BOUND', boundAt: now, remark: undefined }
    : { ...unit, status: 'AUTH_RETURNED', remark };
  const changed = unitWrites(deps.table, unit, next, {
    act: accepted ? 'ACCEPT_AUTHORISATION' : 'RETURN_AUTHORISATION',
    actor: actorOf(principal),
    at: now,
    ...(remark ? { reason: remark } : {}),
    payload: { fileId: unit.authorisationFileId, name: unit.name },
  });
  const answer = ok(unitView(changed.next), changed.next.version);
  await deps.table.transact([...changed.writes, ...request.remember(answer)]);
  return answer;
};

function nothingToCheck(found: string) {
  return {
    code: 'UNIT_AUTHORISATION',
    rule: 'R8',
    severity: 'error' as const,
    found,
    allowed: 'AUTH_SUBMITTED',
    message: {
      zh: '该单位没有待审核的授权委托证明。',
      en: 'There is no letter of authorisation to check.',
    },
  };
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
