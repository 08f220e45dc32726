import { deskAnswer, loadDesk } from '../../../shared/acts/desk/desk-file.ts';
import { requireUnitApplication } from '../../../shared/acts/desk/unit-file.ts';
import { requireBoundUnit } from '../../../shared/store/units.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R58: an application that was submitted through this unit; any other is not found. */
export const getUnitApplication: ApiHandler<'get-unit-application'> =
  (deps) =>
  async ({ principal, params, now }) => {
    const unit = await requireBoundUnit(deps.table, principal.id);
    const application = await requireUnitApplication(deps, params.applicationId ?? '', unit.uscc);
    const loaded = await loadDesk(deps, application, now);
    return ok(deskAnswer(loaded, principal), application.version);
  };
