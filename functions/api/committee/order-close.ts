import { expertAnswer, requireSeat } from '../../../shared/acts/committee/expert-seat.ts';
import { orderClose as order } from '../../../shared/acts/committee/hold-vote.ts';
import {
  changeWrites,
  openWork,
  requireSessionVersion,
} from '../../../shared/acts/committee/session-work.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D19: the presiding chair's half of closing a vote that some have left; the office's act is the other. */
export const orderClose: ApiHandler<'order-close'> = (deps) => async (request) => {
  const { body, principal, now, params } = request;
  const { sessionId = '' } = params;
  const session = await requireSeat(deps, sessionId, principal);
  if (request.ref === undefined) {
    requireSessionVersion(session, body.version);
    const work = await openWork(deps, session, principal, now);
    const writes = changeWrites(deps.table, work, order(deps, work, body));
    await deps.table.transact([...writes, ...request.rememberRef(sessionId)]);
  }
  const answer = await expertAnswer(deps, sessionId, principal);
  return ok(answer, answer.version);
};
