import { unitQueue } from '../../../shared/acts/desk/unit-file.ts';
import { requireUnit } from '../../../shared/store/units.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R58: what waits at the unit, by due time; `?stage=` also its forms to seal and all that it has passed on. */
export const listUnitApplications: ApiHandler<'list-unit-applications'> =
  (deps) =>
  async ({ principal, query, now }) => {
    const unit = await requireUnit(deps.table, principal.id);
    return ok(await unitQueue(deps, unit.uscc, query, now));
  };
