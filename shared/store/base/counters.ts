import { type DynamoDBClient, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { keys } from './keys.ts';
import { fromItem, toItem } from './table.ts';

/**
 * The next number of a series, from 1. Taken before the transaction that uses it: a number may be lost to an act that
 * fails afterwards, and none is ever given twice.
 */
export async function nextNumber(db: DynamoDBClient, tableName: string, series: string): Promise<number> {
  const { Attributes } = await db.send(
    new UpdateItemCommand({
      TableName: tableName,
      Key: toItem({ ...keys.counter(series) }),
      UpdateExpression: 'ADD #n :one',
      ExpressionAttributeNames: { '#n': 'value' },
      ExpressionAttributeValues: toItem({ ':one': 1 }),
      ReturnValues: 'UPDATED_NEW',
    }),
  );
  return Number(fromItem(Attributes ?? {}).value);
}
