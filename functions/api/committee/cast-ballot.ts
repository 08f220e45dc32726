import { castInto } from '../../../shared/acts/ballot/cast-ballot.ts';
import { type ApiHandler, ok } from '../../http.ts';

/**
 * L13, B4, B5, D19. Neither the answer nor the request is remembered under the Idempotency-Key: beside the voter, a hash
 * over one of three choices is as good as the choice. The box alone knows a repeated request again, by the key.
 */
export const castBallot: ApiHandler<'cast-ballot'> = (deps) => async (request) => {
  const { applicationId, choice } = request.body;
  const { sessionId = '' } = request.params;
  const { id: expertId, signIn } = request.principal;
  await castInto(deps, { sessionId, applicationId, choice, expertId, signIn, key: request.key });
  return ok({ applicationId, accepted: true as const });
};
