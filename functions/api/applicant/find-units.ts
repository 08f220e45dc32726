import { findBoundUnits } from '../../../shared/store/units.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R9: bound units only; `?q=` is the beginning or a part of the name, or the whole code. */
export const findUnits: ApiHandler<'find-units'> =
  (deps) =>
  async ({ query }) => {
    const units = await findBoundUnits(deps.table, (query.q ?? '').slice(0, 120));
    return ok({ items: units.map(({ uscc, name, kind }) => ({ uscc, name, kind })) });
  };
