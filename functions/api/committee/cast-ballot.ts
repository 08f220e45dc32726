import { castInto } from '../../../shared/acts/ballot/cast-ballot.ts';
import { type ApiHandler, ok } from '../../http.ts';

/**
 * L13, B4, B5. Neither the answer nor the request is remembered under the Idempotency-Key: a hash over one of three
 * choices is as good as the choice. The roll knows that somebody has voted, and answers a repeated request the same.
 */
export const castBallot: ApiHandler<'cast-ballot'> = (deps) => async (request) => {
  const { applicationId, choice } = request.body;
  const { sessionId = '' } = request.params;
  await castInto(deps, { sessionId, applicationId, choice, expertId: request.principal.id });
  return ok({ applicationId, accepted: true as const });
};
