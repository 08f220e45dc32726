import { divisionsOf, lettersAt } from '../../../shared/acts/people/authorisation.ts';
import { limitOf } from '../../../shared/store/base/pages.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R8, Q3: letters that wait at the point of the unit's place, oldest first. */
export const listAuthorisations: ApiHandler<'list-authorisations'> = (deps) => async (request) => {
  const { principal, query } = request;
  const page = { limit: limitOf(query.limit), cursor: query.cursor };
  return ok(await lettersAt(deps.table, divisionsOf(principal, deps.plans.list()), page));
};
