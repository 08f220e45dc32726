import * as z from 'zod/mini';
import type { PaymentMeaning } from '../rules/payment/callback.ts';
import { keys } from './base/keys.ts';
import { create, type Table, type Write } from './base/table.ts';

/** Money that a gateway has told of and that goes back (C12), one record a transaction. */
export const RefundSchema = z.object({ transactionId: z.string() });

export interface Refund {
  applicationId: string;
  orderId: string;
  transactionId: string;
  amountFen: number;
  /** ISO 8601 instant of the payment itself. */
  paidAt: string;
  meaning: PaymentMeaning;
  at: string;
}

export async function wasRefunded(
  table: Table,
  applicationId: string,
  transactionId: string,
): Promise<boolean> {
  return (await table.get(RefundSchema, keys.refund(applicationId, transactionId))) !== undefined;
}

export const refundWrite = (table: Table, refund: Refund): Write =>
  create(table.name, keys.refund(refund.applicationId, refund.transactionId), { type: 'REFUND', ...refund });
