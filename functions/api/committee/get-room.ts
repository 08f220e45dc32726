import { roomOf } from '../../../shared/acts/committee/check-in.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { requireSession } from '../../../shared/store/sessions.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D21: what the screen in the room shows. */
export const getRoom: ApiHandler<'get-room'> =
  (deps) =>
  async ({ params, principal, now }) => {
    const session = await requireSession(deps.table, params.sessionId ?? '');
    requirePlanScope(principal, session.planCode);
    return ok(await roomOf(deps, session, now));
  };
