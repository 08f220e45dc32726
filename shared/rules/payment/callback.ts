import type { Application } from '../../contracts/application.ts';
import { judgePayment, type PaymentVerdict, paymentDue } from './payment.ts';

/** What a gateway's callback means for an application (R59, T16). */

/** The text that the gateway signs. */
export function signedText(callback: {
  readonly orderId: string;
  readonly transactionId: string;
  readonly amountFen: number;
  readonly paidAt: string;
  readonly status: string;
}): string {
  const { orderId, transactionId, amountFen, paidAt, status } = callback;
  return [orderId, transactionId, amountFen, paidAt, status].join('|');
}

/** `<applicationId>-<attempt>`; undefined when it is no order of ours. */
export function readOrderId(orderId: string): { applicationId: string; attempt: number } | undefined {
  const match = /^(.{1,128})-([1-9]\d{0,3})$/.exec(orderId);
  return match ? { applicationId: match[1] ?? '', attempt: Number(match[2]) } : undefined;
}

export type PaymentMeaning = PaymentVerdict['kind'] | 'NOT_DUE';

/**
 * Judges a successful payment. NOT_DUE: paid in time, but the application has left the stage for good (withdrawn, or
 * lapsed before the news came); the money goes back, and a person may look at it (Q16).
 * @param notice `paidAt` as an ISO 8601 instant: what counts is when it was paid, not when we hear of it
 */
export function paymentMeaning(
  application: Application,
  notice: { readonly transactionId: string; readonly paidAt: string; readonly amountFen: number },
): { meaning: PaymentMeaning; refund: boolean } {
  const { payment, stage } = application;
  const verdict = judgePayment(paymentDue(payment), notice);
  if (verdict.kind === 'IN_TIME' && stage !== 'PAYMENT_DUE') return { meaning: 'NOT_DUE', refund: true };
  return { meaning: verdict.kind, refund: verdict.refund };
}
