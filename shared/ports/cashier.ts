import { createHmac, timingSafeEqual } from 'node:crypto';
import type { BodyOf } from '../contracts/api/index.ts';
import { signedText } from '../rules/payment/callback.ts';

/** The cashier outside: the way there, and whether a notice is its own. */

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

/** Whether the gateway signed this notice: hex HMAC-SHA-256 over `signedText`. */
export function isSigned(notice: BodyOf<'PaymentCallback'>, secret: string): boolean {
  const expected = createHmac('sha256', secret).update(signedText(notice)).digest();
  const given = Buffer.from(notice.signature, 'hex');
  // Same length first: timingSafeEqual demands it, and a length tells nothing about the key.
  return given.length === expected.length && timingSafeEqual(given, expected);
}
