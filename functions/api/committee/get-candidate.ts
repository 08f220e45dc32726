import { candidateFile } from '../../../shared/acts/committee/expert-seat.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** Only in the meeting, only to those checked in, never to somebody recused (L17, L18). */
export const getCandidate: ApiHandler<'get-candidate'> = (deps) => async (request) => {
  const { sessionId = '', applicationId = '' } = request.params;
  return ok(await candidateFile(deps, sessionId, applicationId, request.principal, request.now));
};
