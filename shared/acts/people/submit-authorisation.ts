import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { checkAuthorisation, checkRename, checkTerm } from '../../rules/people/unit.ts';
import { fileState, requireOwnFile } from '../../store/files.ts';
import { findBoundUnits, requireUnit, unitWrites } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { termOn } from './authorisation.ts';

/** R8: 授权委托证明 through the platform; it waits for the point of the place where the unit is (Q3). */
export async function submitAuthorisation(
  { table }: Pick<Deps, 'table'>,
  { principal, body, now }: Asked<BodyOf<'AuthorisationBody'>>,
) {
  const unit = await requireUnit(table, principal.id);
  const { fileId, validTo, name, reason } = body;
  const file = await requireOwnFile(table, fileId, principal.id);
  const problems = [
    ...checkAuthorisation(unit, fileState(file), file.purpose),
    ...checkTerm(validTo, termOn(now)),
    ...checkRename(unit, { name, reason }, name === undefined ? [] : await findBoundUnits(table, name)),
  ];
  if (problems.length > 0) throw new ProblemError('GUARD', problems);
  const actor = actorOf(principal);
  if (unit.status === 'BOUND') {
    const kind = name === undefined ? 'RENEWAL' : 'RENAME';
    const letter = { kind, fileId, validTo, name, reason, at: now } as const;
    const next = { ...unit, letter, remark: undefined };
    return unitWrites(table, unit, next, { act: `SUBMIT_${kind}`, actor, at: now, payload: letter });
  }
  return unitWrites(
    table,
    unit,
    { ...unit, status: 'AUTH_SUBMITTED', authorisationFileId: fileId, validTo, remark: undefined },
    { act: 'SUBMIT_AUTHORISATION', actor, at: now, payload: { fileId, validTo } },
  );
}
