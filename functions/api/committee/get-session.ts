import { sessionAnswer } from '../../../shared/acts/committee/session-work.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const getSession: ApiHandler<'get-session'> = (deps) => async (request) => {
  const answer = await sessionAnswer(deps, request.params.sessionId ?? '');
  requirePlanScope(request.principal, answer.planCode);
  return ok(answer, answer.version);
};
