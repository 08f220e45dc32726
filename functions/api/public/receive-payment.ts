import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Deps, needed } from '../../../shared/acts/base/deps.ts';
import type { BodyOf } from '../../../shared/contracts/api/index.ts';
import { ProblemError, refusal } from '../../../shared/errors.ts';
import { paymentMeaning, readOrderId, signedText } from '../../../shared/rules/payment/callback.ts';
import { againAfterRace } from '../../../shared/store/base/race.ts';
import { paymentInstant, refundWrites, settleWrites, wasRefunded } from '../../../shared/store/payments.ts';
import { type ApiHandler, ok } from '../../http.ts';

type Callback = BodyOf<'PaymentCallback'>;

/**
 * The gateway's signed callback (R59, §7.4). It may come twice, late, or for money that is not due: what has been
 * settled or sent back once is answered the same again.
 */
export const receivePayment: ApiHandler<'receive-payment'> =
  (deps) =>
  ({ body, now }) => {
    demandSignature(body, needed(deps.env, 'PAYMENT_CALLBACK_SECRET'));
    return againAfterRace(() => received(deps, body, now));
  };

async function received(deps: Deps, body: Callback, now: string) {
  const { orderId, transactionId, amountFen } = body;
  const order = readOrderId(orderId);
  const application = order && (await deps.applications.get(order.applicationId));
  if (!application || order.attempt > application.payment.attempt) throw new ProblemError('NOT_FOUND');
  if (body.status === 'FAILED') return ok({ result: 'IGNORED' as const, orderId });
  const notice = { transactionId, amountFen, paidAt: paymentInstant(body.paidAt) };
  const { meaning, refund } = paymentMeaning(application, notice);
  if (meaning === 'REPEATED') return ok({ result: 'ACCEPTED' as const, orderId });
  if (meaning === 'EARLY') return ok({ result: 'IGNORED' as const, orderId });
  const result = meaning === 'DUPLICATE' ? ('DUPLICATE' as const) : ('REFUND' as const);
  if (refund && (await wasRefunded(deps.table, application, transactionId))) return ok({ result, orderId });
  const context = await deps.plans.context(application.planCode, now);
  await deps.table.transact(
    refund
      ? refundWrites(deps, application, { ...notice, orderId, meaning, at: now })
      : settleWrites(deps, application, notice, context),
  );
  return ok({ result: refund ? result : ('ACCEPTED' as const), orderId });
}

function demandSignature(body: Callback, secret: string): void {
  const expected = createHmac('sha256', secret).update(signedText(body)).digest();
  const given = Buffer.from(body.signature, 'hex');
  // Same length first: timingSafeEqual demands it, and a length tells nothing about the key.
  if (given.length === expected.length && timingSafeEqual(given, expected)) return;
  throw refusal('AUTH', {
    code: 'PAYMENT_SIGNATURE',
    rule: 'R59',
    field: '/signature',
    zh: '支付通知的签名无效。',
    en: 'The signature of the payment notice is not valid.',
  });
}
