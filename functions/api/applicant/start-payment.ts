import { needed } from '../../../shared/acts/base/deps.ts';
import { requireOwn } from '../../../shared/acts/declaration/own-application.ts';
import { cashierUrl, requirePayable } from '../../../shared/acts/payment/start-payment.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R59: the way to the cashier, inside the window; that it was begun gives the news of it time to arrive (§7.4). */
export const startPayment: ApiHandler<'start-payment'> =
  (deps) =>
  async ({ principal, params, now, remember }) => {
    const application = await requireOwn(deps, params.applicationId ?? '', principal.id);
    const { orderId, amountFen, closeAt } = requirePayable(application, now);
    const payment = { ...application.payment, startedAt: now };
    const { writes, next } = deps.applications.change(
      application,
      { ...application, payment, updatedAt: now },
      {
        act: 'START_PAYMENT',
        actor: actorOf(principal),
        at: now,
        from: application.stage,
        to: application.stage,
        payload: { orderId, amountFen },
      },
    );
    const url = cashierUrl(needed(deps.env, 'PAYMENT_URL'), {
      orderId,
      amountFen,
      returnTo: `${deps.env.SITE_ORIGIN}/applications/${application.applicationId}`,
      secret: deps.env.PAYMENT_CALLBACK_SECRET,
    });
    const answer = ok({ orderId, amountFen, url, closeAt }, next.version);
    await deps.table.transact([...writes, ...remember(answer)]);
    return answer;
  };
