import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { find as findAct } from '../../rules/application/findings.ts';
import { find } from '../../rules/people/findings.ts';
import { checkRename, checkTerm } from '../../rules/people/unit.ts';
import type { Table } from '../../store/base/table.ts';
import { findBoundUnits, type UnitRecord, unitWrites } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { requireVersion } from '../base/stale.ts';
import { requireUnitAtDesk, termOn } from './authorisation.ts';

/** R8: accepting the letter binds the account to the exact name of the unit; returning it says why. */
export async function decideAuthorisation(
  { table, plans }: Pick<Deps, 'table' | 'plans'>,
  uscc: string,
  { principal, body, now }: Asked<BodyOf<'AuthorisationDecisionBody'>>,
) {
  const unit = await requireUnitAtDesk(table, uscc, principal, plans.list());
  requireVersion(body.version, unit.version);
  const { status: found } = unit;
  const { letter } = unit;
  const waits = found === 'AUTH_SUBMITTED' || (found === 'BOUND' && letter !== undefined);
  if (!waits) refuse('WRONG_STAGE', find('UNIT_AUTHORISATION', { found, allowed: 'AUTH_SUBMITTED' }));
  const accepted = body.decision === 'ACCEPT';
  const remark = body.remark;
  if (!accepted && !remark) refuse('INVALID', findAct('REASON_REQUIRED', { field: '/remark' }));
  const next = accepted ? await boundBy(table, unit, now) : returned(unit, remark);
  return unitWrites(table, unit, next, {
    act: accepted ? 'ACCEPT_AUTHORISATION' : 'RETURN_AUTHORISATION',
    actor: actorOf(principal),
    at: now,
    ...(remark ? { reason: remark } : {}),
    payload: {
      fileId: letter?.fileId ?? unit.authorisationFileId,
      ...{ name: next.name, before: unit.name, authorisedTo: next.authorisedTo },
    },
  });
}

/** What was handed in takes effect: the letter's term, and of a bound unit its new name, the old one kept (D33). */
async function boundBy(table: Table, unit: UnitRecord, now: string): Promise<UnitRecord> {
  const { letter, name } = unit;
  const { today, last } = termOn(now);
  const term = (letter ?? unit).validTo;
  const renamed = letter?.name;
  const others = renamed === undefined ? [] : await findBoundUnits(table, renamed);
  const problems = [
    ...checkTerm(term, { today, last }),
    ...checkRename(unit, { name: renamed, reason: letter?.reason }, others),
  ];
  if (problems.length > 0) refuse('GUARD', ...problems);
  const authorisedTo = term ?? last;
  const next = {
    ...unit,
    status: 'BOUND',
    authorisedTo,
    validTo: undefined,
    letter: undefined,
    remark: undefined,
  } as const;
  if (!letter) return { ...next, boundAt: now };
  const formerNames = [
    ...(unit.formerNames ?? []),
    ...(renamed === undefined ? [] : [{ name, until: today }]),
  ];
  return {
    ...{ ...next, authorisationFileId: letter.fileId },
    ...(renamed === undefined ? {} : { name: renamed, formerNames }),
  };
}

/** A bound unit stays bound by the letter before. */
const returned = (unit: UnitRecord, remark: string | undefined): UnitRecord =>
  unit.letter
    ? { ...unit, letter: undefined, remark }
    : { ...unit, status: 'AUTH_RETURNED', validTo: undefined, remark };
