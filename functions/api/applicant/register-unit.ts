import { refuseTaken } from '../../../shared/acts/people/register-unit.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { readUnit } from '../../../shared/rules/people/unit.ts';
import { createUnitWrites } from '../../../shared/store/units.ts';
import { unitView } from '../../../shared/views/people.ts';
import { type ApiHandler, created } from '../../http.ts';

/** R7: one account a unit, by its unified social credit code; one unit an account. */
export const registerUnit: ApiHandler<'register-unit'> =
  (deps) =>
  async ({ principal, body, now, remember }) => {
    const read = readUnit(body, deps.plans.list());
    if (!read.ok) throw new ProblemError('INVALID', read.problems);
    await refuseTaken(deps.table, read.value.uscc, principal.id);
    const { next, writes } = createUnitWrites(deps.table, read.value, actorOf(principal), now);
    const answer = created(unitView(next, read.advice), next.version);
    await deps.table.transact([...writes, ...remember(answer)]);
    return answer;
  };
