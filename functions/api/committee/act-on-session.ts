import { performSessionAct } from '../../../shared/acts/committee/act-on-session.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import {
  changeWrites,
  openWork,
  requireSession,
  requireSessionVersion,
  sessionAnswer,
} from '../../../shared/store/sessions.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** The answer may be larger than an item can be, so a repeated request is told what there is now (`ref`). */
export const actOnSession: ApiHandler<'act-on-session'> = (deps) => async (request) => {
  const { body, principal, now } = request;
  const session = await requireSession(deps.table, request.params.sessionId ?? '');
  requirePlanScope(principal, session.planCode);
  // B8: the supervisor has a nonce of his own, and nothing else to do here.
  if (principal.role === 'SUPERVISOR' && !body.act.type.endsWith('_NONCE'))
    throw new ProblemError('FORBIDDEN');
  if (request.ref === undefined) {
    requireSessionVersion(session, body.version);
    const work = await openWork(deps, session, principal, now);
    const writes = changeWrites(deps.table, work, await performSessionAct(deps, work, body.act));
    await deps.table.transact([...writes, ...request.rememberRef(session.sessionId)]);
  }
  const answer = await sessionAnswer(deps, session.sessionId);
  return ok(answer, answer.version);
};
