import { registerUnit as act } from '../../../shared/acts/people/register-unit.ts';
import { readUnit } from '../../../shared/rules/people/unit.ts';
import { unitView } from '../../../shared/views/people.ts';
import { type ApiHandler, created } from '../../http.ts';

/** R7: the unit's account. */
export const registerUnit: ApiHandler<'register-unit'> = (deps) => async (request) => {
  const { next, writes, advice } = await act(deps, request);
  const answer = created(unitView(next, advice), next.version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};

registerUnit.alsoWrong =
  ({ plans }) =>
  async ({ body }) => {
    const read = readUnit(body, plans.list());
    return read.ok ? [] : read.problems;
  };
