import { actorOf } from '../../shared/contracts/roles.ts';
import { requireDesk } from '../../shared/domain/desk-scope.ts';
import { endingWrites } from '../../shared/store/endings.ts';
import { requireTurn } from '../../shared/store/own-applications.ts';
import { deskAnswer, loadDesk } from '../../shared/store/views/desk.ts';
import { type ApiHandler, ok } from '../http.ts';

/** T42: after the first publicity has opened, the applicant asks and the office grants (C11). */
export const grantWithdrawal: ApiHandler<'grant-withdrawal'> = (deps) => async (request) => {
  const { principal, body, params, now } = request;
  const application = await deps.applications.require(params.applicationId ?? '');
  requireDesk(principal, application);
  requireTurn(application, body.turn);
  const loaded = await loadDesk(deps, application, now);
  const actor = actorOf(principal);
  const prepared = deps.applications.prepare(application, { name: 'GRANT_WITHDRAWAL', actor }, loaded);
  const { next, event } = prepared;
  const beside = await endingWrites(deps.table, application, { actor, at: now, finding: '申报人已撤回申报' });
  const answer = ok(deskAnswer(loaded, principal, { application: next, event }), next.version);
  await deps.table.transact([...prepared.writes, ...beside, ...request.remember(answer)]);
  return answer;
};
