import { TransactionConflictException } from '@aws-sdk/client-dynamodb';
import * as z from 'zod/mini';
import { keys } from './base/keys.ts';
import { type Table, toItem, type Write } from './base/table.ts';

/**
 * How many times a version of a plan or of a directory came into force or left it (G1, R28). Every function keeps these
 * versions in memory and asks before each piece of work whether there is another: one small item instead of two lists.
 */

const Count = z.object({ value: z.number() });

export const publicationCount = async (table: Table): Promise<number> =>
  (await table.get(Count, keys.publications()))?.value ?? 0;

/** Counts one more, in the transaction of a change; none where nothing that is in force changes. */
export function publicationWrites(table: Table, ...records: ({ status: string } | undefined)[]): Write[] {
  if (records.every((one) => !one || one.status === 'DRAFT' || one.status === 'PROPOSED')) return [];
  return [
    {
      Update: {
        TableName: table.name,
        Key: toItem({ ...keys.publications() }),
        UpdateExpression: 'ADD #n :one SET #t = :type',
        ExpressionAttributeNames: { '#n': 'value', '#t': 'type' },
        ExpressionAttributeValues: toItem({ ':one': 1, ':type': 'PUBLICATIONS' }),
      },
    },
  ];
}

/** The same for what came with the software, which functions that start side by side store: whoever counts counts for all. */
export async function countPublication(table: Table): Promise<void> {
  try {
    await table.increment(keys.publications());
  } catch (error) {
    if (!(error instanceof TransactionConflictException)) throw error;
  }
}
