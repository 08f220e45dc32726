import { AUTHORISATION_WARNING_DAYS } from '../../../shared/contracts/appointments.ts';
import { addDays, localDateOf } from '../../../shared/rules/calendar/local-date.ts';
import { authorisationAdvice } from '../../../shared/rules/people/unit.ts';
import { requireUnit } from '../../../shared/store/units.ts';
import { unitView } from '../../../shared/views/people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R7: the unit that this account registered; 404 with UNIT_NOT_REGISTERED before that. */
export const getUnit: ApiHandler<'get-unit'> =
  (deps) =>
  async ({ principal, now }) => {
    const unit = await requireUnit(deps.table, principal.id);
    const today = localDateOf(now);
    const soon = addDays(today, AUTHORISATION_WARNING_DAYS);
    return ok(unitView(unit, authorisationAdvice(unit, { today, soon })), unit.version);
  };
