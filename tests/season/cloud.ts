import { DatabaseSync } from 'node:sqlite';
import * as dynamodb from '@aws-sdk/client-dynamodb';
import { S3Client } from '@aws-sdk/client-s3';
import { SFNClient } from '@aws-sdk/client-sfn';
import { DynamoDbError } from '../../local/cloud/dynamodb/errors.ts';
import { createDynamoDb, type EmbeddedDynamoDb } from '../../local/cloud/dynamodb/index.ts';
import type { StepFunctions } from '../../local/cloud/stepfunctions/index.ts';
import { exceptionOf } from '../contract/engines.ts';
import { BALLOTS, TABLE, tableDefinition } from '../contract/harness.ts';
import type { Scheduler } from './scheduler.ts';

/** The engines of one season behind the product's own clients: no sockets, no signatures, every command at the gate. */

const REGION = 'cn-hangzhou-1';
const CREDENTIALS = { accessKeyId: 'LOCALKEY', secretAccessKey: 'local-secret' };
interface Command {
  input: Record<string, unknown>;
  constructor: { name: string };
}
const operationOf = (command: Command) => command.constructor.name.slice(0, -'Command'.length);

export interface Tables {
  readonly db: dynamodb.DynamoDBClient;
  readonly engine: EmbeddedDynamoDb;
  /**
   * While it works, everything is read and judged, every condition asked, and nothing stored.
   * @returns how many transactions would have been stored
   */
  dry(work: () => Promise<unknown>): Promise<number>;
  /** The engine is killed, and another one opens what is on the disk. */
  reopen(): void;
  /** It is killed at the next command: one that was carried out by then is repeated by the client that heard nothing. */
  killAtNext(): void;
  close(): void;
}

/**
 * SQLite files that lie in memory and stay there until `forget`, whoever opens and closes them: a disk that outlives
 * the engines that are killed.
 */
export function memoryDisk() {
  disks += 1;
  const opened = new Map<string, DatabaseSync>();
  return {
    file(name: string): string {
      const address = `file:season-${disks}-${name}?mode=memory&cache=shared`;
      if (!opened.has(name)) opened.set(name, new DatabaseSync(address));
      return address;
    },
    forget() {
      for (const db of opened.values()) db.close();
    },
  };
}
let disks = 0;

export function openTables(scheduler: Scheduler, file: string): Tables {
  const open = () => {
    const made = createDynamoDb({ file, clock: scheduler.clock, region: REGION });
    made.ensureTable({ ...tableDefinition(TABLE), streamViewType: 'NEW_AND_OLD_IMAGES' });
    made.ensureTable(tableDefinition(BALLOTS));
    return made;
  };
  let engine = open();
  const db = new dynamodb.DynamoDBClient({ region: REGION, credentials: CREDENTIALS });
  let dry = false;
  let taken = 0;
  let doomed = false;
  let killed = 0;
  /** As the SDK does: a transaction bears a token by which its repetition is known. */
  const killedAt = (operation: string, input: Record<string, unknown>): Record<string, unknown> => {
    doomed = false;
    killed += 1;
    const again = { ...input, ClientRequestToken: `killed-${killed}` };
    if (operation === 'TransactWriteItems') {
      try {
        engine.execute(operation, again);
      } catch (error) {
        if (!(error instanceof DynamoDbError)) throw error;
      }
    }
    engine.close();
    engine = open();
    return operation === 'TransactWriteItems' ? again : input;
  };
  db.send = (async (command: Command) => {
    await scheduler.gate();
    try {
      if (dry) {
        const answer = tried(engine, operationOf(command), command.input);
        if (operationOf(command) === 'TransactWriteItems') taken += 1;
        return answer;
      }
      // The engine keeps copies of what it is given, and gives copies of what it keeps.
      const input = doomed ? killedAt(operationOf(command), command.input) : command.input;
      return engine.execute(operationOf(command), input);
    } catch (error) {
      throw error instanceof DynamoDbError ? exceptionOf(error) : error;
    }
  }) as typeof db.send;
  return {
    db,
    async dry(work) {
      dry = true;
      taken = 0;
      await work().finally(() => {
        dry = false;
      });
      return taken;
    },
    get engine() {
      return engine;
    },
    reopen() {
      engine.close();
      engine = open();
    },
    killAtNext() {
      doomed = true;
    },
    close() {
      engine.close();
      db.destroy();
    },
  };
}

interface Writing {
  TableName: string;
  Item?: Record<string, unknown>;
  Key?: Record<string, unknown>;
  ConditionExpression?: string;
  ExpressionAttributeNames?: object;
  ExpressionAttributeValues?: object;
}

/** A command of which only the questions are asked. */
function tried(engine: EmbeddedDynamoDb, operation: string, input: Record<string, unknown>): unknown {
  if (operation === 'UpdateItem') {
    const { Item } = engine.execute('GetItem', { TableName: input.TableName, Key: input.Key }) as {
      Item?: { value?: { N?: string } };
    };
    return { Attributes: { value: { N: String(Number(Item?.value?.N ?? 0) + 1) } } };
  }
  if (operation !== 'TransactWriteItems') return engine.execute(operation, input);
  const TransactItems = (input.TransactItems as Record<string, Writing>[]).map((action) => {
    const [{ TableName, Item, Key, ...asked }] = Object.values(action) as [Writing];
    const key = Item ? { pk: Item.pk, sk: Item.sk } : Key;
    // What has no condition keeps its place among the answers.
    const condition = asked.ConditionExpression ?? 'attribute_exists(pk) OR attribute_not_exists(pk)';
    const used = (given: object = {}) =>
      Object.fromEntries(Object.entries(given).filter(([name]) => new RegExp(`${name}\\b`).test(condition)));
    const names = used(asked.ExpressionAttributeNames);
    const values = used(asked.ExpressionAttributeValues);
    return {
      ConditionCheck: {
        ...{ TableName, Key: key, ConditionExpression: condition },
        ...(Object.keys(names).length > 0 ? { ExpressionAttributeNames: names } : {}),
        ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
        ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
      },
    };
  });
  return engine.execute(operation, { TransactItems });
}

/** Instants are seconds on the wire and dates in the client's answers. */
const dated = (answer: unknown): unknown =>
  Object.fromEntries(
    Object.entries(answer ?? {}).map(([name, value]) => [
      name,
      typeof value === 'number' && name.endsWith('Date') ? new Date(value * 1000) : value,
    ]),
  );

export function machineClient(scheduler: Scheduler, machine: () => StepFunctions): SFNClient {
  const client = new SFNClient({ region: REGION, credentials: CREDENTIALS });
  client.send = (async (command: Command) => {
    await scheduler.gate();
    return dated(await machine().execute(operationOf(command), { ...command.input }));
  }) as typeof client.send;
  return client;
}

interface StoredObject {
  bytes: Uint8Array;
  contentType?: string | undefined;
  metadata: Record<string, string>;
  versionId: string;
}

/** Buckets in memory, with what the product asks of them: versions, If-None-Match, metadata. */
export function openObjects(scheduler: Scheduler) {
  const objects = new Map<string, StoredObject[]>();
  let versions = 0;
  const client = new S3Client({
    region: REGION,
    credentials: CREDENTIALS,
    endpoint: 'http://127.0.0.1:9',
    forcePathStyle: true,
  });
  const put = (bucket: string, key: string, object: Omit<StoredObject, 'versionId'>) => {
    const versionId = `v${++versions}`;
    const name = `${bucket}/${key}`;
    objects.set(name, [...(objects.get(name) ?? []), { ...object, versionId }]);
    return { versionId, sequencer: versions.toString(16).toUpperCase().padStart(18, '0') };
  };
  const run = (operation: string, input: Record<string, unknown>) => {
    const name = `${input.Bucket}/${input.Key}`;
    const all = objects.get(name) ?? [];
    if (operation === 'PutObject') {
      if (input.IfNoneMatch && all.length > 0) throw named('PreconditionFailed');
      const { Body, ContentType, Metadata } = input as {
        Body: Uint8Array;
        ContentType?: string;
        Metadata?: object;
      };
      const made = { bytes: Body, contentType: ContentType, metadata: { ...Metadata } };
      return { VersionId: put(String(input.Bucket), String(input.Key), made).versionId };
    }
    const found = input.VersionId ? all.find((o) => o.versionId === input.VersionId) : all.at(-1);
    if (!found) throw named(operation === 'HeadObject' ? 'NotFound' : 'NoSuchKey');
    if (operation === 'GetObjectTagging') return { TagSet: [] };
    const head = {
      ContentLength: found.bytes.length,
      ContentType: found.contentType,
      Metadata: found.metadata,
      VersionId: found.versionId,
    };
    if (operation === 'HeadObject') return head;
    return { ...head, Body: { transformToByteArray: () => Promise.resolve(found.bytes) } };
  };
  client.send = (async (command: Command) => {
    await scheduler.gate();
    return run(operationOf(command), command.input);
  }) as typeof client.send;
  return { client, put, has: (bucket: string, key: string) => objects.has(`${bucket}/${key}`) };
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}
