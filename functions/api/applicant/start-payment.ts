import { requireOwn } from '../../../shared/acts/declaration/own-application.ts';
import { startPayment as start } from '../../../shared/acts/payment/start-payment.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const startPayment: ApiHandler<'start-payment'> =
  (deps) =>
  async ({ principal, params, now, remember }) => {
    const application = await requireOwn(deps, params.applicationId ?? '', principal.id);
    const { order, next, writes } = start(deps, application, { actor: actorOf(principal), at: now });
    const answer = ok(order, next.version);
    await deps.table.transact([...writes, ...remember(answer)]);
    return answer;
  };
