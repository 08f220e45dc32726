import { actOnSession as act } from '../../../shared/acts/committee/act-on-session.ts';
import { sessionAnswer } from '../../../shared/acts/committee/session-work.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { requireSession } from '../../../shared/store/sessions.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** The answer may be larger than an item can be, so a repeated request is told what there is now (`ref`). */
export const actOnSession: ApiHandler<'act-on-session'> = (deps) => async (request) => {
  const { body, principal, now } = request;
  const session = await requireSession(deps.table, request.params.sessionId ?? '');
  requirePlanScope(principal, session.planCode);
  if (request.ref === undefined) {
    const { writes } = await act(deps, session, body, { principal, now });
    await deps.table.transact([...writes, ...request.rememberRef(session.sessionId)]);
  }
  const answer = await sessionAnswer(deps, session.sessionId);
  return ok(answer, answer.version);
};
