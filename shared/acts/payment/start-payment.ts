import { createHmac } from 'node:crypto';
import type { Application } from '../../contracts/application.ts';
import { stages } from '../../contracts/stages.ts';
import { refusal } from '../../errors.ts';

/**
 * An order that can be paid now (R59): opened, not past the close.
 * @throws {ProblemError} WRONG_STAGE, GUARD (PAYMENT_WINDOW)
 */
export function requirePayable(
  application: Application,
  now: string,
): { orderId: string; amountFen: number; closeAt: string } {
  const { stage, payment } = application;
  const { orderId, amountFen, openAt, closeAt } = payment;
  if (stage !== 'PAYMENT_DUE' || payment.status !== 'OPEN' || !orderId || !openAt || !closeAt) {
    throw refusal('WRONG_STAGE', {
      code: 'PAYMENT_NOT_OPEN',
      rule: 'R59',
      found: stage,
      allowed: 'PAYMENT_DUE',
      zh: `该申报处于“${stages[stage].zh}”，不在缴费环节`,
      en: `The application is at “${stages[stage].en}”; there is nothing to pay now`,
    });
  }
  if (now >= openAt && now < closeAt) return { orderId, amountFen, closeAt };
  throw refusal('GUARD', {
    code: 'PAYMENT_WINDOW',
    rule: 'R59',
    found: now,
    allowed: closeAt,
    zh: '已过缴费期限',
    en: 'The time for payment is over',
  });
}

/**
 * Where the person pays. `signature` is hex HMAC-SHA-256 over `order|amount|return`, so that a cashier can tell that the
 * amount is ours.
 */
export function cashierUrl(
  base: string,
  order: { orderId: string; amountFen: number; returnTo: string; secret?: string | undefined },
): string {
  const { orderId, amountFen, returnTo, secret } = order;
  const url = new URL(base);
  url.searchParams.set('order', orderId);
  url.searchParams.set('amount', String(amountFen));
  url.searchParams.set('return', returnTo);
  if (secret) {
    const text = `${orderId}|${amountFen}|${returnTo}`;
    url.searchParams.set('signature', createHmac('sha256', secret).update(text).digest('hex'));
  }
  return url.toString();
}
