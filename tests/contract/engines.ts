import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import type { CloudClock } from '../../local/cloud/clock/clock.ts';
import { createMovableClock } from '../../local/cloud/clock/clock.ts';
import { DynamoDbError } from '../../local/cloud/dynamodb/errors.ts';
import { createDynamoDb, type TableDefinition } from '../../local/cloud/dynamodb/index.ts';
import { type BucketDefinition, createS3, type S3, type S3Event } from '../../local/cloud/s3/index.ts';

/** The embedded engines of one world, as the clients that the product is given. */

const REGION = 'cn-hangzhou-1';
const CREDENTIALS = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret' };

/**
 * An empty database whose client hands its commands to the engine in wire form: signing, sockets and parsing took three
 * quarters of these tests' time. That the SDK and the engine understand each other is tested in tests/cloud.
 */
export function openDynamoDb(clock: CloudClock, tables: TableDefinition[]) {
  const engine = createDynamoDb({ file: ':memory:', clock, region: REGION });
  for (const table of tables) engine.ensureTable(table);
  const client = new dynamodb.DynamoDBClient({ region: REGION, credentials: CREDENTIALS });
  client.send = (async (command: { input: object; constructor: { name: string } }) => {
    const input: unknown = JSON.parse(JSON.stringify(command.input, onlyJson));
    // On its way others get their turn, as over a network: what two requests do at once is still interleaved.
    await setImmediate();
    try {
      return engine.execute(command.constructor.name.replace(/Command$/, ''), input);
    } catch (error) {
      throw error instanceof DynamoDbError ? exceptionOf(error) : error;
    }
  }) as typeof client.send;
  const close = () => {
    client.destroy();
    engine.close();
  };
  return { client, close };
}

/** What JSON would change in silence; the product keeps text and numbers only. */
function onlyJson(_: string, value: unknown): unknown {
  if (
    value instanceof Uint8Array ||
    (typeof value === 'object' && value !== null && 'type' in value && value.type === 'Buffer')
  )
    throw new Error('this client carries no binary values: add their wire form');
  return value;
}

/** The SDK's exception of that name, which the product tells by its class. */
export function exceptionOf(error: DynamoDbError): Error {
  const made = Reflect.get(dynamodb, error.name) as
    | (new (
        of: object,
      ) => dynamodb.DynamoDBServiceException)
    | undefined;
  const { name, message, Item, CancellationReasons } = error;
  const about = { message, $metadata: { httpStatusCode: error.statusCode }, $fault: 'client' as const };
  return made
    ? new made({ ...about, Item, CancellationReasons })
    : new dynamodb.DynamoDBServiceException({ ...about, name });
}

/** Buckets behind a port of their own, which opens when the first request or link needs it. */
export function openS3(buckets: BucketDefinition[], onUpload?: (event: S3Event) => Promise<void>) {
  let started: Promise<{ port: number; engine: S3; stop(): Promise<void> }> | undefined;
  const start = async () => {
    const dir = mkdtempSync(join(tmpdir(), 'zhiping-contract-'));
    // Signed links and forms carry the SDK's own time, so the object store lives in it.
    const clock = createMovableClock();
    const engine = createS3({
      dir,
      clock,
      region: REGION,
      credentials: [CREDENTIALS],
      deliver: async (_target, event) => onUpload?.(event),
    });
    for (const bucket of buckets) engine.ensureBucket(bucket);
    const server = createServer((req, res) => void engine.handle(req, res));
    const port = await listen(server);
    const stop = async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await engine.close();
      clock.close();
      rmSync(dir, { recursive: true, force: true });
    };
    return { port, engine, stop };
  };
  const running = () => {
    started ??= start();
    return started;
  };
  const client = new S3Client({
    endpoint: async () => ({
      protocol: 'http:',
      hostname: '127.0.0.1',
      port: (await running()).port,
      path: '/',
    }),
    region: REGION,
    credentials: CREDENTIALS,
    forcePathStyle: true,
    maxAttempts: 1,
  });
  return {
    client,
    idle: async () => (await started)?.engine.idle(),
    async close() {
      client.destroy();
      await (await started)?.stop();
    },
  };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}
