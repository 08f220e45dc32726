import { endingWrites } from '../../shared/store/endings.ts';
import { deskAct } from '../../shared/store/views/desk.ts';
import type { ApiHandler } from '../http.ts';

/** T42: after the first publicity has opened, the applicant asks and the office grants (C11). */
export const grantWithdrawal: ApiHandler<'grant-withdrawal'> = (deps) => (request) =>
  deskAct(deps, request, {
    applicationId: request.params.applicationId ?? '',
    turn: request.body.turn,
    act: (_loaded, actor) => ({ name: 'GRANT_WITHDRAWAL', actor }),
    beside: ({ before }, actor) =>
      endingWrites(deps.table, before, { actor, at: request.now, finding: '申报人已撤回申报' }),
  });
