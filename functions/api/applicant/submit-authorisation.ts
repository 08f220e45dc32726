import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { checkAuthorisation } from '../../../shared/rules/people/unit.ts';
import { fileState, requireOwnFile } from '../../../shared/store/files.ts';
import { requireUnit, unitWrites } from '../../../shared/store/units.ts';
import { unitView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R8: 授权委托证明 through the platform; it waits for the point of the place where the unit is (Q3). */
export const submitAuthorisation: ApiHandler<'submit-authorisation'> =
  (deps) =>
  async ({ principal, body, now, remember }) => {
    const unit = await requireUnit(deps.table, principal.id);
    const file = await requireOwnFile(deps.table, body.fileId, principal.id);
    const problems = checkAuthorisation(unit.status, fileState(file), file.purpose);
    if (problems.length > 0) throw new ProblemError('GUARD', problems);
    const { next, writes } = unitWrites(
      deps.table,
      unit,
      { ...unit, status: 'AUTH_SUBMITTED', authorisationFileId: body.fileId, remark: undefined },
      { act: 'SUBMIT_AUTHORISATION', actor: actorOf(principal), at: now, payload: { fileId: body.fileId } },
    );
    const answer = ok(unitView(next), next.version);
    await deps.table.transact([...writes, ...remember(answer)]);
    return answer;
  };
