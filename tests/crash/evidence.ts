import { join } from 'node:path';
import { unmarshall } from '@aws-sdk/util-dynamodb';
import { createMovableClock } from '../../local/cloud/clock/clock.ts';
import { createDynamoDb } from '../../local/cloud/dynamodb/index.ts';
import type { Item } from '../../local/cloud/dynamodb/types.ts';

export type Row = Record<string, unknown> & { pk: string; sk: string };

/** Everything in the tables of a data folder whose server has ended, read from the file itself. */
export function rowsOf(dataDir: string): Row[] {
  const db = createDynamoDb({
    file: join(dataDir, 'dynamodb.db'),
    clock: createMovableClock(join(dataDir, 'clock')),
    region: 'cn-north-1',
    accountId: '000000000000',
  });
  try {
    const { TableNames } = db.execute('ListTables', {}) as { TableNames: string[] };
    return TableNames.flatMap((TableName) => scan(db, TableName));
  } finally {
    db.close();
  }
}

function scan(db: ReturnType<typeof createDynamoDb>, TableName: string): Row[] {
  const rows: Row[] = [];
  let ExclusiveStartKey: unknown;
  do {
    const page = db.execute('Scan', { TableName, ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}) }) as {
      Items: Item[];
      LastEvaluatedKey?: unknown;
    };
    rows.push(...page.Items.map((item) => unmarshall(item as never) as Row));
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey);
  return rows;
}
