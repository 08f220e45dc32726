import { createServer, type Server } from 'node:http';
import {
  type AttributeValue,
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { createMovableClock, type MovableClock } from '../../local/cloud/clock/clock.ts';
import {
  createDynamoDb,
  type EmbeddedDynamoDb,
  type TableDefinition,
} from '../../local/cloud/dynamodb/index.ts';

/** An engine of its own for every test, served over HTTP to the AWS SDK. */

export const TABLE: TableDefinition = {
  tableName: 'applications',
  keySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  attributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'desk', AttributeType: 'S' },
    { AttributeName: 'due', AttributeType: 'N' },
  ],
  globalSecondaryIndexes: [
    {
      IndexName: 'by-desk',
      KeySchema: [
        { AttributeName: 'desk', KeyType: 'HASH' },
        { AttributeName: 'due', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
    {
      IndexName: 'desk-keys',
      KeySchema: [{ AttributeName: 'desk', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['state'] },
    },
  ],
  streamViewType: 'NEW_AND_OLD_IMAGES',
};
export const TableName = TABLE.tableName;

/** What a test works with; a fresh engine before each. */
export interface Bench {
  clock: MovableClock;
  db: EmbeddedDynamoDb;
  endpoint: string;
  client: DynamoDBClient;
}

export const bench = {} as Bench;

/** Registers the hooks that keep `bench` filled. */
export function useEngine(): void {
  let server: Server;
  beforeAll(async () => {
    server = createServer((req, res) => void bench.db.handle(req, res));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    bench.endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
    bench.client = new DynamoDBClient({
      endpoint: bench.endpoint,
      region: 'cn-north-1',
      credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
      maxAttempts: 1,
    });
  });
  afterAll(async () => {
    bench.client.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  beforeEach(() => {
    bench.clock = createMovableClock();
    bench.db = createDynamoDb({ file: ':memory:', clock: bench.clock, region: 'cn-north-1' });
    bench.db.ensureTable(TABLE);
    return () => {
      bench.db.close();
      bench.clock.close();
    };
  });
}

export const key = (pk: string, sk = 'STATE') => ({ pk: { S: pk }, sk: { S: sk } });
export const put = (Item: Record<string, AttributeValue>) =>
  bench.client.send(new PutItemCommand({ TableName, Item }));
export const get = async (Key: Record<string, AttributeValue>) =>
  (await bench.client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item;

/** The raw protocol, for what the SDK hides. */
export async function raw(target: string, body: string) {
  const response = await fetch(bench.endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' },
    body,
  });
  return { response, text: await response.text() };
}
