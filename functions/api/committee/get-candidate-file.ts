import { candidateFileLink } from '../../../shared/acts/committee/expert-seat.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const getCandidateFile: ApiHandler<'get-candidate-file'> = (deps) => async (request) => {
  const { sessionId = '', applicationId = '', fileId = '' } = request.params;
  const where = { sessionId, applicationId, fileId };
  return ok(await candidateFileLink(deps, where, request.principal, request.now));
};
