import { expertAct, standingSession } from '../../../shared/acts/committee/expert-act.ts';
import { orderClose as order } from '../../../shared/acts/committee/hold-vote.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D19: the presiding chair's half of closing a vote that some have left; the office's act is the other. */
export const orderClose: ApiHandler<'order-close'> = (deps) => ({
  async act(request) {
    const { sessionId = '' } = request.params;
    const answer = await expertAct(deps, sessionId, request, (work) => order(deps, work, request.body));
    return ok(answer, answer.version);
  },
  standing: (request) => standingSession(deps, request),
});
