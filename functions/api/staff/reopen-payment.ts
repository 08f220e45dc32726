import { requireTurn } from '../../../shared/acts/base/stale.ts';
import { reopenPayment as reopen } from '../../../shared/acts/payment/reopen-payment.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const reopenPayment: ApiHandler<'reopen-payment'> = (deps) => async (request) => {
  const { principal, body, params, now } = request;
  const application = await deps.applications.require(params.applicationId ?? '');
  requireTurn(application, body.turn);
  const by = { actor: actorOf(principal), at: now, reason: body.reason };
  const writes = await reopen(deps, application, by);
  const answer = ok({ id: application.applicationId, at: now });
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
