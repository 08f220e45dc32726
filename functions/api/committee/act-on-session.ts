import type { Deps } from '../../../shared/acts/base/deps.ts';
import { actOnSession as act } from '../../../shared/acts/committee/act-on-session.ts';
import { sessionAnswer } from '../../../shared/acts/committee/session-work.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { requireSession } from '../../../shared/store/sessions.ts';
import { type ApiHandler, type ApiRequest, ok } from '../../http.ts';

/** The answer may be larger than an item can be, so a repeated request is told what there is now (`ref`). */
export const actOnSession: ApiHandler<'act-on-session'> = (deps) => ({
  async act(request) {
    const { body, principal, now } = request;
    const session = await requireOwnSession(deps, request);
    if (request.ref === undefined) {
      const { writes } = await act(deps, session, body, { principal, now });
      await deps.table.transact([...writes, ...request.rememberRef(session.sessionId)]);
    }
    const answer = await sessionAnswer(deps, session.sessionId);
    return ok(answer, answer.version);
  },
  async standing(request) {
    const { sessionId } = await requireOwnSession(deps, request);
    const view = await sessionAnswer(deps, sessionId);
    return { view, version: view.version };
  },
});

async function requireOwnSession(
  { table }: Pick<Deps, 'table'>,
  { principal, params }: Pick<ApiRequest<'act-on-session'>, 'principal' | 'params'>,
) {
  const session = await requireSession(table, params.sessionId ?? '');
  requirePlanScope(principal, session.planCode);
  return session;
}
