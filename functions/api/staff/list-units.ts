import { listUnits as list } from '../../../shared/acts/people/list-units.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D33: the units of the desk's place. */
export const listUnits: ApiHandler<'list-units'> =
  (deps) =>
  async ({ principal, query }) =>
    ok(await list(deps, query, principal));
