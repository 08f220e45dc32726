import * as z from 'zod/mini';
import { TABLE_KEYS } from '../contracts/table.ts';
import { keys } from './base/keys.ts';
import { type Table, TransactionRefused, toItem } from './base/table.ts';

/** When somebody was last there in a sign-in (D34): one item a sign-in, written once a minute at most. */

const SeenSchema = z.object({ seenAt: z.string() });

/** Longer than any token lives, refreshed ones included: what is forgotten would begin anew. */
const KEPT_S = 40 * 86_400;

export async function lastSeen(table: Table, accountId: string, signIn: string): Promise<string | undefined> {
  return (await table.get(SeenSchema, keys.signIn(accountId, signIn)))?.seenAt;
}

/** Notes it unless somebody else of the same sign-in has: then that is as good. */
export async function noteSeen(
  table: Table,
  accountId: string,
  signIn: string,
  { before, now }: { before: string | undefined; now: string },
): Promise<void> {
  const expiresAt = Math.floor(Date.parse(now) / 1000) + KEPT_S;
  const item = {
    ...keys.signIn(accountId, signIn),
    type: 'SIGN_IN',
    seenAt: now,
    [TABLE_KEYS.ttl]: expiresAt,
  };
  try {
    await table.transact([
      {
        Put: {
          TableName: table.name,
          Item: toItem(item),
          ConditionExpression: before === undefined ? 'attribute_not_exists(pk)' : 'seenAt = :before',
          ...(before === undefined ? {} : { ExpressionAttributeValues: toItem({ ':before': before }) }),
        },
      },
    ]);
  } catch (error) {
    if (!(error instanceof TransactionRefused)) throw error;
  }
}
