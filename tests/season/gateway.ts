import { createHmac } from 'node:crypto';
import { signedText } from '../../shared/rules/payment/callback.ts';
import type { Life } from './life.ts';

/** The payment gateway takes the money and tells of it, once or twice, until it is answered. */
export async function tellOfPayment(
  life: Life,
  personId: string,
  paid: { orderId: string; amountFen: number; transactionId: string },
): Promise<void> {
  const { scheduler, deps } = life.world;
  const notice = { ...paid, paidAt: scheduler.now(), status: 'SUCCESS' as const };
  const secret = deps.env.PAYMENT_CALLBACK_SECRET ?? '';
  const signature = createHmac('sha256', secret).update(signedText(notice)).digest('hex');
  life.money.push(paid);
  const tell = async (left: number): Promise<void> => {
    const body = { ...notice, signature };
    const answer = await life.world.call(undefined, 'POST', '/v1/payments/callback', { body });
    if ((!answer || answer.status >= 400) && left > 0) scheduler.in(30, 'gateway', () => tell(left - 1));
  };
  if (life.choices.does('pays-callback-twice', personId))
    scheduler.in(life.random.int(0, 3), 'gateway', () => tell(3));
  scheduler.in(life.random.int(0, 3), 'gateway', () => tell(3));
}
