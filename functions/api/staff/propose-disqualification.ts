import { endingWrites } from '../../../shared/acts/application/ending.ts';
import { deskAct } from '../../../shared/acts/desk/desk-act.ts';
import type { ApiHandler } from '../../http.ts';

/** T43, L24, D26: one person proposes; another one confirms just that after hearing the applicant, or refuses. */
export const proposeDisqualification: ApiHandler<'propose-disqualification'> = (deps) => (request) => {
  const { turn, reason, confirm, heard = false, proposal } = request.body;
  return deskAct(deps, request, {
    applicationId: request.params.applicationId ?? '',
    turn,
    act: ({ application }, actor) => {
      const said = reason === undefined ? {} : { reason };
      // The reason that stands is the first person's; one that came along may not differ (D26).
      const stood = application.pendingDisqualification?.reason ?? '';
      if (confirm)
        return { name: 'DISQUALIFY', actor, heard, reason: reason ?? stood, proposal: proposal ?? '' };
      if (proposal !== undefined) return { name: 'REFUSE_DISQUALIFICATION', actor, proposal, ...said };
      return { name: 'PROPOSE_DISQUALIFICATION', actor, ...said };
    },
    beside: ({ before }, actor) =>
      confirm ? endingWrites(deps.table, before, { actor, at: request.now, finding: '申报已取消资格' }) : [],
  });
};
