import { expertAnswer, requireSeat } from '../../../shared/acts/committee/expert-seat.ts';
import { signCount as sign } from '../../../shared/acts/committee/hold-vote.ts';
import {
  changeWrites,
  openWork,
  requireSessionVersion,
} from '../../../shared/acts/committee/session-work.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** L15, B11: with the presiding chair's signature the count takes effect. */
export const signCount: ApiHandler<'sign-count'> = (deps) => async (request) => {
  const { body, principal, now, params } = request;
  const { sessionId = '' } = params;
  const session = await requireSeat(deps, sessionId, principal);
  if (request.ref === undefined) {
    requireSessionVersion(session, body.version);
    const work = await openWork(deps, session, principal, now);
    const writes = changeWrites(deps.table, work, await sign(deps, work, body.applicationId));
    await deps.table.transact([...writes, ...request.rememberRef(sessionId)]);
  }
  const answer = await expertAnswer(deps, sessionId, principal);
  return ok(answer, answer.version);
};
