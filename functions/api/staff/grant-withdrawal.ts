import { endingWrites } from '../../../shared/acts/application/ending.ts';
import { deskAct } from '../../../shared/acts/desk/desk-act.ts';
import type { ApiHandler } from '../../http.ts';

/** T42: after the first publicity has opened, the applicant asks and the office grants (C11). */
export const grantWithdrawal: ApiHandler<'grant-withdrawal'> = (deps) => (request) =>
  deskAct(deps, request, {
    applicationId: request.params.applicationId ?? '',
    turn: request.body.turn,
    act: (_loaded, actor) => ({ name: 'GRANT_WITHDRAWAL', actor }),
    beside: ({ before }, actor) =>
      endingWrites(deps.table, before, { actor, at: request.now, finding: '申报人已撤回申报' }),
  });
