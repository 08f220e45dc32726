import { expertAnswer } from '../../../shared/acts/committee/expert-seat.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const getOwnSession: ApiHandler<'get-own-session'> = (deps) => async (request) => {
  const answer = await expertAnswer(deps, request.params.sessionId ?? '', request.principal);
  return ok(answer, answer.version);
};
