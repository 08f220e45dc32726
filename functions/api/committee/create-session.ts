import { planSession } from '../../../shared/acts/committee/plan-session.ts';
import { sessionActor, sessionAnswer } from '../../../shared/acts/committee/session-work.ts';
import { requireOwnPlan } from '../../../shared/rules/desk/scope.ts';
import { againAfterRace } from '../../../shared/store/base/race.ts';
import { type ApiHandler, created } from '../../http.ts';

/** The answer may be larger than an item can be, so a repeated request is told what there is now (`ref`). */
export const createSession: ApiHandler<'create-session'> = (deps) => async (request) => {
  const { body, principal, now } = request;
  requireOwnPlan(principal, body.planCode);
  let sessionId = request.ref;
  if (sessionId === undefined) {
    // R64: another session of the plan that was faster may have taken a candidate, or none of these.
    sessionId = await againAfterRace(async () => {
      const planned = await planSession(deps, body, { actor: sessionActor(principal), now });
      await deps.table.transact([...planned.writes, ...request.rememberRef(planned.sessionId)]);
      return planned.sessionId;
    });
  }
  const answer = await sessionAnswer(deps, sessionId);
  return created(answer, answer.version);
};
