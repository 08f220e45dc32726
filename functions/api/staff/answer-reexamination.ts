import { deskAct } from '../../../shared/acts/desk/desk-act.ts';
import type { ApiHandler } from '../../http.ts';

/** T45, L21: an answer; a new session only when the procedure was at fault. */
export const answerReexamination: ApiHandler<'answer-reexamination'> = (deps) => (request) => {
  const { turn, answer, proceduralFault } = request.body;
  return deskAct(deps, request, {
    applicationId: request.params.applicationId ?? '',
    turn,
    act: (_loaded, actor) => ({
      name: 'ANSWER_REEXAMINATION',
      actor,
      reason: answer,
      answer,
      proceduralFault,
    }),
    // A new run of the machine is a new revision; what was submitted is the same (R58).
    beside: ({ before, next, snapshot }) =>
      next.revision > before.revision ? [deps.applications.putSnapshot(next, snapshot)] : [],
  });
};
