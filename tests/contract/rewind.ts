import { type DynamoDBClient, ScanCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { BALLOTS, TABLE } from './harness.ts';

async function itemsOf(db: DynamoDBClient, TableName: string) {
  const { Items = [] } = await db.send(new ScanCommand({ TableName, ConsistentRead: true }));
  return new Map(Items.map((item) => [`${item.pk?.S}\n${item.sk?.S}`, item]));
}

/** Remembers what both tables hold; the function that comes back puts it all there again. */
export async function mark(db: DynamoDBClient): Promise<() => Promise<void>> {
  const before: [string, Awaited<ReturnType<typeof itemsOf>>][] = [];
  for (const name of [TABLE, BALLOTS]) before.push([name, await itemsOf(db, name)]);
  return async () => {
    for (const [TableName, wanted] of before) {
      const now = await itemsOf(db, TableName);
      const changed = [...wanted].filter(
        ([key, item]) => JSON.stringify(now.get(key)) !== JSON.stringify(item),
      );
      const gone = [...now].filter(([key]) => !wanted.has(key));
      const writes = [
        ...changed.map(([, Item]) => ({ Put: { TableName, Item } })),
        ...gone.flatMap(([, { pk, sk }]) => (pk && sk ? [{ Delete: { TableName, Key: { pk, sk } } }] : [])),
      ];
      for (let from = 0; from < writes.length; from += 100)
        await db.send(new TransactWriteItemsCommand({ TransactItems: writes.slice(from, from + 100) }));
    }
  };
}
