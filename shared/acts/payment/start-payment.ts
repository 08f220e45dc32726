import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import { stages } from '../../contracts/stages.ts';
import { refuse } from '../../errors.ts';
import { cashierUrl } from '../../ports/cashier.ts';
import { find } from '../../rules/payment/findings.ts';
import { outsideWindow } from '../../rules/payment/payment.ts';
import type { PreparedAct } from '../../store/applications.ts';
import { type Deps, needed } from '../base/deps.ts';

/** R59: the way to the cashier, inside the window; that it was begun gives the news of it time to arrive (§7.4). */
export function startPayment(
  deps: Pick<Deps, 'applications' | 'env'>,
  application: Application,
  by: { actor: Actor; at: string },
): PreparedAct & { order: ResponseOf<'PaymentOrder'> } {
  const { orderId, amountFen, closeAt } = requirePayable(application, by.at);
  const changed = deps.applications.change(
    application,
    { ...application, payment: { ...application.payment, startedAt: by.at }, updatedAt: by.at },
    {
      act: 'START_PAYMENT',
      ...by,
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
  return { ...changed, order: { orderId, amountFen, url, closeAt } };
}

/**
 * An order that can be paid now (R59): opened, not past the close.
 * @throws {ProblemError} WRONG_STAGE, GUARD (PAYMENT_WINDOW)
 */
function requirePayable(
  application: Application,
  now: string,
): { orderId: string; amountFen: number; closeAt: string } {
  const { stage, payment } = application;
  const { orderId, amountFen, openAt, closeAt } = payment;
  if (stage !== 'PAYMENT_DUE' || payment.status !== 'OPEN' || !orderId || !openAt || !closeAt) {
    const facts = { found: stage, allowed: 'PAYMENT_DUE', words: { stage: stages[stage] } };
    return refuse('WRONG_STAGE', find('PAYMENT_NOT_OPEN', facts));
  }
  if (now >= openAt && now < closeAt) return { orderId, amountFen, closeAt };
  return refuse('GUARD', outsideWindow(now, closeAt));
}
