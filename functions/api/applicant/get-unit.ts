import { requireUnit } from '../../../shared/store/units.ts';
import { unitView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R7: the unit that this account registered; 404 with UNIT_NOT_REGISTERED before that. */
export const getUnit: ApiHandler<'get-unit'> =
  (deps) =>
  async ({ principal }) => {
    const unit = await requireUnit(deps.table, principal.id);
    return ok(unitView(unit), unit.version);
  };
