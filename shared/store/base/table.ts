import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import { storedWith } from '../../contracts/stored.ts';
import { INDEXES, TABLE_KEYS } from '../../contracts/table.ts';
import { refuse } from '../../errors.ts';
import { find } from '../../rules/base/findings.ts';
import type { Key } from './keys.ts';

/** One write of a transaction, as the SDK takes it. */
export type Write = TransactWriteItem;

/** A stored thing as plain data; keys and index attributes are added on write and fall away on read. */
export type Item = Record<string, unknown>;

/** Why a transaction was refused: the action's number and, where asked for, the item that stood in its way. */
export class TransactionRefused extends Error {
  readonly reasons: { index: number; code: string; item?: Item }[];
  constructor(reasons: { index: number; code: string; item?: Item }[]) {
    super(`transaction refused: ${reasons.map((r) => `${r.index} ${r.code}`).join(', ')}`);
    this.name = 'TransactionRefused';
    this.reasons = reasons;
  }
}

export interface Page<T> {
  items: T[];
  /** Opaque; pass it back to go on. */
  cursor?: string;
}

export interface QueryOptions {
  index?: keyof typeof INDEXES;
  partition: string;
  /** Sort keys that begin with this. */
  prefix?: string;
  /** Sort keys up to and with this. */
  upTo?: string;
  limit?: number;
  cursor?: string;
  newestFirst?: boolean;
}

export interface Table {
  readonly name: string;
  get<S extends z.ZodMiniType>(schema: S, key: Key): Promise<z.output<S> | undefined>;
  getMany<S extends z.ZodMiniType>(schema: S, keys: Key[]): Promise<z.output<S>[]>;
  query<S extends z.ZodMiniType>(schema: S, options: QueryOptions): Promise<Page<z.output<S>>>;
  /** All pages. Only for collections that are small by nature (one application's events). */
  queryAll<S extends z.ZodMiniType>(schema: S, options: QueryOptions): Promise<z.output<S>[]>;
  transact(writes: Write[]): Promise<void>;
  /**
   * One item alone, on its condition, which is cheaper than a transaction.
   * @returns what stands in its way, or BUSY when a transaction is at it; undefined when it is stored
   */
  putAlone<S extends z.ZodMiniType>(
    write: NonNullable<Write['Put']>,
    inTheWay: S,
  ): Promise<z.output<S> | 'BUSY' | undefined>;
  /** Adds one to a counter item and returns the new value; the first is 1. */
  increment(key: Key): Promise<number>;
  /** The same while it is below `limit`, on an item that leaves at `expiresAt`; false when it is not. */
  incrementBelow(key: Key, limit: number, expiresAt: number): Promise<boolean>;
  /** Takes one off a counter item, never below nought. */
  decrement(key: Key): Promise<void>;
}

/** Plain data to DynamoDB attributes; undefined members are left out. */
export function toItem(data: Item): Record<string, AttributeValue> {
  return marshall(data, { removeUndefinedValues: true });
}

export function fromItem(item: Record<string, AttributeValue>): Item {
  return unmarshall(item);
}

/** A write that creates an item and fails if it exists. */
export function create(tableName: string, key: Key, data: Item): TransactWriteItem {
  return {
    Put: {
      TableName: tableName,
      Item: toItem({ ...data, ...key }),
      ConditionExpression: 'attribute_not_exists(pk)',
    },
  };
}

/** A write without a condition: for items that only one writer owns. */
export function put(tableName: string, key: Key, data: Item): TransactWriteItem {
  return { Put: { TableName: tableName, Item: toItem({ ...data, ...key }) } };
}

/** Demands that an item be there, as it was read, without changing it. */
export function requireVersion(tableName: string, key: Key, version: number): TransactWriteItem {
  return {
    ConditionCheck: {
      TableName: tableName,
      Key: toItem({ ...key }),
      ConditionExpression: 'version = :v',
      ExpressionAttributeValues: toItem({ ':v': version }),
    },
  };
}

export function createTable(client: DynamoDBClient, name: string): Table {
  /** Whole items by their keys, in no order; missing ones are left out. */
  const itemsAt = async (wanted: readonly Record<string, AttributeValue>[]) => {
    const found: Record<string, AttributeValue>[] = [];
    for (let from = 0; from < wanted.length; from += 100) {
      let pending = wanted.slice(from, from + 100);
      while (pending.length > 0) {
        const answer = await client.send(
          new BatchGetItemCommand({ RequestItems: { [name]: { Keys: pending, ConsistentRead: true } } }),
        );
        found.push(...(answer.Responses?.[name] ?? []));
        pending = answer.UnprocessedKeys?.[name]?.Keys ?? [];
      }
    }
    return found;
  };

  /** What stands behind the keys of an index, in its order; what has left the partition meanwhile is left out. */
  const behind = async (heads: readonly Record<string, AttributeValue>[], partition: string) => {
    const place = (item: Record<string, AttributeValue>) => `${item.pk?.S}\n${item.sk?.S}`;
    const items = await itemsAt(heads.map(({ pk, sk }) => ({ pk, sk }) as Record<string, AttributeValue>));
    const byPlace = new Map(items.map((item) => [place(item), item]));
    return heads.flatMap((head) => {
      const item = byPlace.get(place(head));
      return item && item[partition]?.S === head[partition]?.S ? [item] : [];
    });
  };

  /** One update; false when its condition is not met. */
  const conditionally = async (update: UpdateItemCommandInput): Promise<boolean> => {
    try {
      await client.send(new UpdateItemCommand(update));
      return true;
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return false;
      throw error;
    }
  };

  const table: Table = {
    name,
    async get(schema, key) {
      const { Item } = await client.send(
        new GetItemCommand({ TableName: name, Key: toItem({ ...key }), ConsistentRead: true }),
      );
      return Item ? read(schema, Item) : undefined;
    },
    async getMany(schema, wanted) {
      // DynamoDB refuses a request that names a key twice.
      const unique = [...new Map(wanted.map((key) => [`${key.pk}\n${key.sk}`, key])).values()];
      return (await itemsAt(unique.map((key) => toItem({ ...key })))).map((item) => read(schema, item));
    },
    async query(schema, options) {
      const index = options.index ? INDEXES[options.index] : undefined;
      const [pk, sk] = index ? [index.partition, index.sort] : ['pk', 'sk'];
      const sort =
        options.prefix !== undefined
          ? ' AND begins_with(#sk, :sk)'
          : options.upTo !== undefined
            ? ' AND #sk <= :sk'
            : '';
      const value = options.prefix ?? options.upTo;
      const answer = await client.send(
        new QueryCommand({
          TableName: name,
          IndexName: index?.name,
          KeyConditionExpression: `#pk = :pk${sort}`,
          ExpressionAttributeNames: { '#pk': pk, ...(sort ? { '#sk': sk } : {}) },
          ExpressionAttributeValues: toItem({ ':pk': options.partition, ...(sort ? { ':sk': value } : {}) }),
          Limit: options.limit,
          ScanIndexForward: !options.newestFirst,
          ConsistentRead: !index,
          ExclusiveStartKey: options.cursor ? decodeCursor(options.cursor, options) : undefined,
        }),
      );
      const found = answer.Items ?? [];
      const items = index?.projection === 'KEYS_ONLY' ? await behind(found, index.partition) : found;
      return {
        items: items.map((item) => read(schema, item)),
        cursor: answer.LastEvaluatedKey ? encodeCursor(answer.LastEvaluatedKey) : undefined,
      };
    },
    async queryAll(schema, options) {
      const items: z.output<typeof schema>[] = [];
      let cursor: string | undefined;
      do {
        const page = await table.query(schema, { ...options, cursor });
        items.push(...page.items);
        cursor = page.cursor;
      } while (cursor);
      return items;
    },
    async transact(writes) {
      try {
        await client.send(new TransactWriteItemsCommand({ TransactItems: writes }));
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error;
        throw new TransactionRefused(
          (error.CancellationReasons ?? []).flatMap((reason, index) =>
            reason.Code && reason.Code !== 'None'
              ? [{ index, code: reason.Code, ...(reason.Item ? { item: fromItem(reason.Item) } : {}) }]
              : [],
          ),
        );
      }
    },
    async putAlone(write, inTheWay) {
      try {
        await client.send(new PutItemCommand(write));
        return undefined;
      } catch (error) {
        if (error instanceof TransactionConflictException) return 'BUSY';
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
        return error.Item ? read(inTheWay, error.Item) : 'BUSY';
      }
    },
    async increment(key) {
      const { Attributes } = await client.send(
        new UpdateItemCommand({
          TableName: name,
          Key: toItem({ ...key }),
          UpdateExpression: 'ADD #n :one',
          ExpressionAttributeNames: { '#n': 'value' },
          ExpressionAttributeValues: toItem({ ':one': 1 }),
          ReturnValues: 'UPDATED_NEW',
        }),
      );
      return Number(fromItem(Attributes ?? {}).value);
    },
    incrementBelow: (key, limit, expiresAt) =>
      conditionally({
        ...{ TableName: name, Key: toItem({ ...key }) },
        UpdateExpression: 'ADD #n :one SET #ttl = :ttl, #type = :type',
        ConditionExpression: 'attribute_not_exists(#n) OR #n < :limit',
        ExpressionAttributeNames: { '#n': 'value', '#ttl': TABLE_KEYS.ttl, '#type': 'type' },
        ExpressionAttributeValues: toItem({
          ':one': 1,
          ':ttl': expiresAt,
          ':type': 'COUNTER',
          ':limit': limit,
        }),
      }),
    async decrement(key) {
      await conditionally({
        ...{ TableName: name, Key: toItem({ ...key }) },
        UpdateExpression: 'ADD #n :less',
        ConditionExpression: '#n > :nought',
        ExpressionAttributeNames: { '#n': 'value' },
        ExpressionAttributeValues: toItem({ ':less': -1, ':nought': 0 }),
      });
    },
  };
  return table;
}

/** Compiled once a schema: reading an item member by member takes four times as long. */
const readerOf = storedWith(
  (shape, catchall) => new z.core.$ZodObjectJIT({ type: 'object', shape, ...(catchall ? { catchall } : {}) }),
);

/** What was accepted once can always be read: nothing is judged again. */
function read<S extends z.ZodMiniType>(schema: S, item: Record<string, AttributeValue>): z.output<S> {
  return z.parse(readerOf(schema), fromItem(item)) as z.output<S>;
}

function encodeCursor(key: Record<string, AttributeValue>): string {
  return Buffer.from(JSON.stringify(unmarshall(key))).toString('base64url');
}

/** @throws {ProblemError} INVALID for a text that is no cursor, or a cursor of another list */
function decodeCursor(cursor: string, options: QueryOptions): Record<string, AttributeValue> {
  let key: unknown;
  try {
    key = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
  } catch {
    refuseCursor();
  }
  const index = options.index ? INDEXES[options.index] : undefined;
  const [pk, sk] = index ? [index.partition, index.sort] : ['pk', 'sk'];
  const names = new Set(['pk', 'sk', pk, sk]);
  if (typeof key !== 'object' || key === null || Object.keys(key).length !== names.size) refuseCursor();
  const item = key as Item;
  const texts = [...names].every((name) => typeof item[name] === 'string' && item[name] !== '');
  if (!texts || item[pk] !== options.partition || !inRange(String(item[sk]), options)) refuseCursor();
  return toItem(item);
}

/** Nobody goes on from outside of what is asked for: DynamoDB takes that for a mistake of ours. */
const inRange = (sk: string, { prefix, upTo }: QueryOptions): boolean =>
  prefix !== undefined ? sk.startsWith(prefix) : upTo === undefined || sk <= upTo;

/** @throws {ProblemError} INVALID, always */
export function refuseCursor(): never {
  return refuse('INVALID', find('CURSOR', { field: 'cursor' }));
}
