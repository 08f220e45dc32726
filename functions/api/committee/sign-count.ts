import { expertAct, standingSession } from '../../../shared/acts/committee/expert-act.ts';
import { signCount as sign } from '../../../shared/acts/committee/hold-vote.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** L15, B11: with the presiding chair's signature the count takes effect. */
export const signCount: ApiHandler<'sign-count'> = (deps) => ({
  async act(request) {
    const { sessionId = '' } = request.params;
    const answer = await expertAct(deps, sessionId, request, (work) =>
      sign(deps, work, request.body.applicationId),
    );
    return ok(answer, answer.version);
  },
  standing: (request) => standingSession(deps, request),
});
