import { checkIn as take } from '../../../shared/acts/committee/check-in.ts';
import { expertAnswer } from '../../../shared/acts/committee/expert-seat.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D21: by the person, with the code from the room's screen. The act knows a repeated one by itself; nothing keeps the code. */
export const checkIn: ApiHandler<'check-in'> =
  (deps) =>
  async ({ params, body, principal, now }) => {
    const { sessionId = '' } = params;
    await take(deps, sessionId, { principal, code: body.code, now });
    const answer = await expertAnswer(deps, sessionId, principal);
    return ok(answer, answer.version);
  };
