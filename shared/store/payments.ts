import * as z from 'zod/mini';
import type { Application } from '../contracts/application.ts';
import type { Actor } from '../contracts/roles.ts';
import { refusal } from '../errors.ts';
import type { Context } from '../rules/base/context.ts';
import { epochMs, instantOf } from '../rules/calendar/local-date.ts';
import type { PaymentMeaning } from '../rules/payment/callback.ts';
import type { ApplicationStore } from './applications.ts';
import { keys } from './base/keys.ts';
import { create, type Table, type Write } from './base/table.ts';

/** Payments that a gateway has told of: settled (T16), or money that goes back (C12). */

const gateway: Actor = { id: 'payment-gateway', role: 'SYSTEM' };

const Refund = z.object({ transactionId: z.string() });

interface Stores {
  table: Table;
  applications: ApplicationStore;
}

export interface PaymentNotice {
  transactionId: string;
  amountFen: number;
  /** ISO 8601 instant of the payment itself. */
  paidAt: string;
}

/** @throws {ProblemError} INVALID when it is no instant */
export function paymentInstant(text: string): string {
  if (!Number.isNaN(Date.parse(text)) && /(?:Z|[+-]\d{2}:\d{2})$/.test(text)) return instantOf(epochMs(text));
  throw refusal('INVALID', {
    code: 'INVALID_FORMAT',
    rule: 'R59',
    field: '/paidAt',
    found: text,
    allowed: 'ISO 8601',
    zh: '付款时间格式不正确。',
    en: 'Not an instant.',
  });
}

/** T16. @throws {ProblemError} whatever the transition table has against it */
export function settleWrites(
  { applications }: Stores,
  application: Application,
  notice: PaymentNotice,
  context: Context,
): Write[] {
  return applications.prepare(application, { name: 'CONFIRM_PAYMENT', actor: gateway, ...notice }, context)
    .writes;
}

export async function wasRefunded(
  table: Table,
  { applicationId }: Application,
  transactionId: string,
): Promise<boolean> {
  return (await table.get(Refund, keys.refund(applicationId, transactionId))) !== undefined;
}

/** Records that the money goes back, once a transaction. The application itself moves nowhere. */
export function refundWrites(
  { table, applications }: Stores,
  application: Application,
  refund: PaymentNotice & { orderId: string; meaning: PaymentMeaning; at: string },
): Write[] {
  const { applicationId, stage } = application;
  const { transactionId, amountFen, paidAt, orderId, meaning, at } = refund;
  const { writes } = applications.change(application, application, {
    act: 'REFUND',
    actor: gateway,
    at,
    from: stage,
    to: stage,
    reason: meaning,
    payload: { orderId, transactionId, amountFen, paidAt },
  });
  return [
    ...writes,
    create(table.name, keys.refund(applicationId, transactionId), {
      ...{ type: 'REFUND', applicationId, orderId, transactionId, amountFen, paidAt, meaning, at },
    }),
  ];
}
