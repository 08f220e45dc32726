import { endingWrites } from '../../../shared/acts/application/ending.ts';
import { deskAct } from '../../../shared/acts/desk/desk-act.ts';
import type { ApiHandler } from '../../http.ts';

/** T43, L24: one person proposes, another one confirms after hearing the applicant. */
export const proposeDisqualification: ApiHandler<'propose-disqualification'> = (deps) => (request) => {
  const { turn, reason, confirm, heard = false } = request.body;
  return deskAct(deps, request, {
    applicationId: request.params.applicationId ?? '',
    turn,
    act: (_loaded, actor) =>
      confirm
        ? { name: 'DISQUALIFY', actor, reason, heard }
        : { name: 'PROPOSE_DISQUALIFICATION', actor, reason },
    beside: ({ before }, actor) =>
      confirm ? endingWrites(deps.table, before, { actor, at: request.now, finding: '申报已取消资格' }) : [],
  });
};
