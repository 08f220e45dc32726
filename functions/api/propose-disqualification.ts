import { actorOf } from '../../shared/contracts/roles.ts';
import type { Act } from '../../shared/domain/application/acts.ts';
import { requireDesk } from '../../shared/domain/desk-scope.ts';
import { endingWrites } from '../../shared/store/endings.ts';
import { requireTurn } from '../../shared/store/own-applications.ts';
import { deskAnswer, loadDesk } from '../../shared/store/views/desk.ts';
import { type ApiHandler, ok } from '../http.ts';

/** T43, L24: one person proposes, another one confirms after hearing the applicant. */
export const proposeDisqualification: ApiHandler<'propose-disqualification'> = (deps) => async (request) => {
  const { principal, body, params, now } = request;
  const { turn, reason, confirm, heard = false } = body;
  const application = await deps.applications.require(params.applicationId ?? '');
  requireDesk(principal, application);
  requireTurn(application, turn);
  const loaded = await loadDesk(deps, application, now);
  const actor = actorOf(principal);
  const act: Act = confirm
    ? { name: 'DISQUALIFY', actor, reason, heard }
    : { name: 'PROPOSE_DISQUALIFICATION', actor, reason };
  const prepared = deps.applications.prepare(application, act, loaded);
  const { next, event } = prepared;
  const beside = confirm
    ? await endingWrites(deps.table, application, { actor, at: now, finding: '申报已取消资格' })
    : [];
  const answer = ok(deskAnswer(loaded, principal, { application: next, event }), next.version);
  await deps.table.transact([...prepared.writes, ...beside, ...request.remember(answer)]);
  return answer;
};
