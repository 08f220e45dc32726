import { actorOf } from '../../shared/contracts/roles.ts';
import { requireDesk } from '../../shared/domain/desk-scope.ts';
import { requireTurn } from '../../shared/store/own-applications.ts';
import { deskAnswer, loadDesk } from '../../shared/store/views/desk.ts';
import { type ApiHandler, ok } from '../http.ts';

/** T45, L21: an answer; a new session only when the procedure was at fault. */
export const answerReexamination: ApiHandler<'answer-reexamination'> = (deps) => async (request) => {
  const { principal, body, params, now } = request;
  const { turn, answer: text, proceduralFault } = body;
  const application = await deps.applications.require(params.applicationId ?? '');
  requireDesk(principal, application);
  requireTurn(application, turn);
  const loaded = await loadDesk(deps, application, now);
  const prepared = deps.applications.prepare(
    application,
    {
      name: 'ANSWER_REEXAMINATION',
      actor: actorOf(principal),
      reason: text,
      answer: text,
      proceduralFault,
    },
    loaded,
  );
  const { next, event } = prepared;
  const answer = ok(deskAnswer(loaded, principal, { application: next, event }), next.version);
  // A new run of the machine is a new revision; what was submitted is the same (R58).
  const snapshot =
    next.revision > application.revision
      ? [deps.applications.putSnapshot(next.applicationId, next.revision, loaded.snapshot)]
      : [];
  await deps.table.transact([...prepared.writes, ...snapshot, ...request.remember(answer)]);
  return answer;
};
