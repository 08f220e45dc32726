import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { checkAuthorisation } from '../../rules/people/unit.ts';
import { fileState, requireOwnFile } from '../../store/files.ts';
import { requireUnit, unitWrites } from '../../store/units.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';

/** R8: 授权委托证明 through the platform; it waits for the point of the place where the unit is (Q3). */
export async function submitAuthorisation(
  { table }: Pick<Deps, 'table'>,
  { principal, body: { fileId }, now }: Asked<BodyOf<'AuthorisationBody'>>,
) {
  const unit = await requireUnit(table, principal.id);
  const file = await requireOwnFile(table, fileId, principal.id);
  const problems = checkAuthorisation(unit.status, fileState(file), file.purpose);
  if (problems.length > 0) throw new ProblemError('GUARD', problems);
  return unitWrites(
    table,
    unit,
    { ...unit, status: 'AUTH_SUBMITTED', authorisationFileId: fileId, remark: undefined },
    { act: 'SUBMIT_AUTHORISATION', actor: actorOf(principal), at: now, payload: { fileId } },
  );
}
