import { expertAnswer, requireReading } from '../../../shared/acts/committee/expert-seat.ts';
import { writeOpinion as write } from '../../../shared/acts/committee/write-opinion.ts';
import { checkRemark } from '../../../shared/rules/committee/opinion.ts';
import { untilStored } from '../../../shared/store/base/patch.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** L14, B13. Several experts write on one candidate at once; each attempt reads again. */
export const writeOpinion: ApiHandler<'write-opinion'> = (deps) => async (request) => {
  const { body, principal, now, params } = request;
  const { sessionId = '' } = params;
  if (request.ref === undefined)
    await untilStored(deps, async () => {
      const read = await requireReading(deps, sessionId, body.applicationId, principal);
      const { writes } = await write(deps, read, body, { expert: principal, at: now });
      await deps.table.transact([...writes, ...request.rememberRef(sessionId)]);
    });
  const answer = await expertAnswer(deps, sessionId, principal);
  return ok(answer, answer.version);
};

writeOpinion.alsoWrong = () => async (request) => checkRemark(request.body.remark, []);
