import { requireTurn } from '../../../shared/acts/base/stale.ts';
import { refuseReopening, reopenPayment as reopen } from '../../../shared/acts/payment/reopen-payment.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** Q16, T17d. */
export const reopenPayment: ApiHandler<'reopen-payment'> = (deps) => async (request) => {
  const { principal, body, params, now } = request;
  const application = await deps.applications.require(params.applicationId ?? '');
  requireTurn(application, body.turn);
  const by = { actor: actorOf(principal), at: now, reason: body.reason };
  const decide = body.decision === 'REFUSE' ? refuseReopening : reopen;
  const writes = await decide(deps, application, by);
  const answer = ok({ id: application.applicationId, at: now });
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
