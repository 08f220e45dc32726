import {
  AuthorisationHead,
  authorisationPartitions,
  divisionsOf,
} from '../../../shared/acts/people/authorisation.ts';
import { limitOf, pageOver } from '../../../shared/store/base/pages.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R8, Q3: letters that wait at the point of the unit's place, oldest first. */
export const listAuthorisations: ApiHandler<'list-authorisations'> = (deps) => async (request) => {
  const { principal, query } = request;
  const partitions = authorisationPartitions(divisionsOf(principal, deps.plans.list()));
  return ok(
    await pageOver(deps.table, AuthorisationHead, partitions, {
      limit: limitOf(query.limit),
      cursor: query.cursor,
    }),
  );
};
