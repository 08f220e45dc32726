import { expertAnswer, requireSeat } from '../../../shared/acts/committee/expert-seat.ts';
import { addRecusal } from '../../../shared/acts/committee/hold-meeting.ts';
import { changeWrites, openWork } from '../../../shared/acts/committee/session-work.ts';
import { untilStored } from '../../../shared/store/base/patch.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** L18: an expert applies whatever the office is doing at that moment; so it is tried again until it is stored. */
export const declareRecusal: ApiHandler<'declare-recusal'> = (deps) => async (request) => {
  const { body, principal, now, params } = request;
  const { sessionId = '' } = params;
  if (request.ref === undefined)
    await untilStored(deps, async () => {
      const session = await requireSeat(deps, sessionId, principal);
      const work = await openWork(deps, session, principal, now);
      const change = addRecusal(deps, work, { ...body, expertId: principal.id }, 'EXPERT');
      await deps.table.transact([
        ...changeWrites(deps.table, work, change),
        ...request.rememberRef(sessionId),
      ]);
    });
  const answer = await expertAnswer(deps, sessionId, principal);
  return ok(answer, answer.version);
};
