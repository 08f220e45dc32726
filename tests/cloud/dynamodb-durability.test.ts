import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createMovableClock, type MovableClock } from '../../local/cloud/clock/clock.ts';
import {
  createDynamoDb,
  type EmbeddedDynamoDb,
  type TableDefinition,
} from '../../local/cloud/dynamodb/index.ts';

/** Streams, time to live and what lies in the file. */

const TABLE: TableDefinition = {
  tableName: 'records',
  keySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
  attributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
  streamViewType: 'NEW_AND_OLD_IMAGES',
  ttlAttribute: 'until',
};

let folder: string;
let clock: MovableClock;
let db: EmbeddedDynamoDb;

const open = (table: TableDefinition = TABLE) => {
  db = createDynamoDb({ file: join(folder, 'dynamodb.sqlite'), clock });
  db.ensureTable(table);
};
const restart = (table?: TableDefinition) => {
  db.close();
  open(table);
};
const put = (id: string, more: Record<string, unknown> = {}) =>
  db.execute('PutItem', { TableName: 'records', Item: { id: { S: id }, ...more } });
const get = (id: string) =>
  (db.execute('GetItem', { TableName: 'records', Key: { id: { S: id } } }) as { Item?: unknown }).Item;
const remove = (id: string) => db.execute('DeleteItem', { TableName: 'records', Key: { id: { S: id } } });
const seconds = (offset: number) => ({ N: String(Math.floor(clock.now() / 1000) + offset) });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'dynamodb-'));
  clock = createMovableClock();
  open();
});
afterEach(() => {
  db.close();
  clock.close();
  rmSync(folder, { recursive: true });
});

describe('streams', () => {
  test('a record for every change, in order, with both images; none where nothing changed', () => {
    put('a', { tags: { SS: ['x', 'y'] } });
    put('a', { tags: { SS: ['y', 'x'] } });
    put('a', { tags: { SS: ['z'] } });
    remove('a');
    remove('a');
    const records = db.readStream('records', 0, 10);
    expect(records.map((record) => record.eventName)).toEqual(['INSERT', 'MODIFY', 'REMOVE']);
    expect(records[1]).toMatchObject({
      eventID: expect.stringMatching(/^[0-9a-f]{32}$/),
      dynamodb: {
        ApproximateCreationDateTime: Math.floor(clock.now() / 1000),
        Keys: { id: { S: 'a' } },
        OldImage: { id: { S: 'a' }, tags: { SS: ['x', 'y'] } },
        NewImage: { id: { S: 'a' }, tags: { SS: ['z'] } },
        StreamViewType: 'NEW_AND_OLD_IMAGES',
      },
    });
    expect(records[0]!.dynamodb).not.toHaveProperty('OldImage');
    expect(records[2]!.dynamodb).not.toHaveProperty('NewImage');
    expect(new Set(records.map((record) => record.eventID)).size).toBe(3);
    const numbers = records.map((record) => record.dynamodb.SequenceNumber);
    expect([...numbers].sort()).toEqual(numbers);
    expect(db.readStream('records', records[0]!.sequence, 1)).toEqual([records[1]]);
  });

  test('a cancelled transaction leaves no record', () => {
    const actions = [
      { Put: { TableName: 'records', Item: { id: { S: 'a' } } } },
      {
        ConditionCheck: {
          TableName: 'records',
          Key: { id: { S: 'b' } },
          ConditionExpression: 'attribute_exists(id)',
        },
      },
    ];
    expect(() => db.execute('TransactWriteItems', { TransactItems: actions })).toThrow(
      /ConditionalCheckFailed/,
    );
    expect(db.readStream('records', 0, 10)).toEqual([]);
  });

  test('listeners hear of a grown stream after the commit, once for many writes', async () => {
    const heard: string[] = [];
    const stop = db.onStream((name) => heard.push(`${name} ${db.readStream(name, 0, 10).length}`));
    put('a');
    put('b');
    expect(heard).toEqual([]);
    await Promise.resolve();
    expect(heard).toEqual(['records 2']);
    stop();
    put('c');
    await Promise.resolve();
    expect(heard).toHaveLength(1);
  });

  test('trimmed records are gone and their sequence numbers not used again', () => {
    put('a');
    put('b');
    const last = db.readStream('records', 0, 10).at(-1)!.sequence;
    db.trimStream('records', last);
    expect(db.readStream('records', 0, 10)).toEqual([]);
    restart();
    put('c');
    expect(db.readStream('records', 0, 10)[0]!.sequence).toBeGreaterThan(last);
  });
});

describe('time to live', () => {
  test('an item goes when the clock has passed its second, with a record that names the service', () => {
    put('a', { until: seconds(3600) });
    put('b', { until: seconds(7200) });
    put('text', { until: { S: '1' } });
    clock.moveTo(clock.now() + 3599_000);
    expect(get('a')).toBeDefined();
    clock.moveTo(clock.now() + 2000);
    expect(get('a')).toBeUndefined();
    expect(get('b')).toBeDefined();
    expect(get('text')).toBeDefined();
    expect(db.readStream('records', 0, 10).at(-1)).toMatchObject({
      eventName: 'REMOVE',
      userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' },
      dynamodb: { Keys: { id: { S: 'a' } }, OldImage: { id: { S: 'a' } } },
    });
  });

  test('an item goes in real time too, without any move', async () => {
    put('a', { until: seconds(1) });
    await expect.poll(() => get('a'), { timeout: 5000, interval: 50 }).toBeUndefined();
  });

  test('an item that was given more time stays', () => {
    put('a', { until: seconds(60) });
    put('a', { until: seconds(600) });
    clock.moveTo(clock.now() + 120_000);
    expect(get('a')).toBeDefined();
  });

  test('an expiry of more than five years ago never deletes', () => {
    put('a', { until: seconds(-6 * 365 * 24 * 3600) });
    clock.moveTo(clock.now() + 1000);
    expect(get('a')).toBeDefined();
  });

  test('what expired while the process was down goes at the start', () => {
    put('a', { until: seconds(60) });
    db.close();
    clock.moveTo(clock.now() + 120_000);
    open();
    expect(get('a')).toBeUndefined();
  });
});

describe('the file', () => {
  test('a restart finds items, records, checkpoints and tokens', () => {
    const actions = [{ Put: { TableName: 'records', Item: { id: { S: 'a' } } } }];
    db.execute('TransactWriteItems', { ClientRequestToken: 'token', TransactItems: actions });
    db.setCheckpoint('dispatch-changes', 1);
    const records = db.readStream('records', 0, 10);
    restart();
    expect(get('a')).toEqual({ id: { S: 'a' } });
    expect(db.readStream('records', 0, 10)).toEqual(records);
    expect(db.getCheckpoint('dispatch-changes')).toBe(1);
    expect(db.getCheckpoint('another')).toBe(0);
    remove('a');
    db.execute('TransactWriteItems', { ClientRequestToken: 'token', TransactItems: actions });
    expect(get('a')).toBeUndefined();
  });

  test('an index that is added to the definition holds what was stored before', () => {
    put('a', { group: { S: 'g' }, rank: { N: '2' } });
    put('b', { group: { S: 'g' }, rank: { N: '-3' } });
    put('c', { group: { N: '1' }, rank: { N: '1' } });
    restart({
      ...TABLE,
      attributeDefinitions: [
        ...TABLE.attributeDefinitions,
        { AttributeName: 'group', AttributeType: 'S' },
        { AttributeName: 'rank', AttributeType: 'N' },
      ],
      globalSecondaryIndexes: [
        {
          IndexName: 'by-group',
          KeySchema: [
            { AttributeName: 'group', KeyType: 'HASH' },
            { AttributeName: 'rank', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'ALL' },
        },
      ],
    });
    const { Items } = db.execute('Query', {
      TableName: 'records',
      IndexName: 'by-group',
      KeyConditionExpression: '#g = :g',
      ExpressionAttributeNames: { '#g': 'group' },
      ExpressionAttributeValues: { ':g': { S: 'g' } },
    }) as { Items: { id: { S: string } }[] };
    expect(Items.map((item) => item.id.S)).toEqual(['b', 'a']);
    restart();
    expect(() => db.execute('Scan', { TableName: 'records', IndexName: 'by-group' })).toThrow(
      'The table does not have the specified index: by-group',
    );
  });

  test('another key schema is refused in one sentence', () => {
    const changed: TableDefinition = {
      ...TABLE,
      attributeDefinitions: [{ AttributeName: 'id', AttributeType: 'N' }],
    };
    expect(() => db.ensureTable(changed)).toThrow(
      'Table records has the keys id (S), none and cannot be given the keys id (N), none; ' +
        'use another table name or start with empty data.',
    );
  });

  test('whatever was acknowledged survives kill -9', async () => {
    db.close();
    const module = (path: string) => JSON.stringify(fileURLToPath(new URL(path, import.meta.url)));
    const program = `
      import { createDynamoDb } from ${module('../../local/cloud/dynamodb/index.ts')};
      import { createMovableClock } from ${module('../../local/cloud/clock/clock.ts')};
      import { writeSync } from 'node:fs';
      const db = createDynamoDb({ file: process.argv[1], clock: createMovableClock() });
      for (let i = 0; ; i++) {
        db.execute('TransactWriteItems', { TransactItems: [
          { Put: { TableName: 'records', Item: { id: { S: 'left-' + i } } } },
          { Put: { TableName: 'records', Item: { id: { S: 'right-' + i } } } },
        ] });
        writeSync(1, i + '\\n');
      }`;
    const child = spawn(process.execPath, [
      '--input-type=module-typescript',
      '-e',
      program,
      join(folder, 'dynamodb.sqlite'),
    ]);
    let acknowledged = -1;
    for await (const line of createInterface({ input: child.stdout })) {
      acknowledged = Number(line);
      if (acknowledged === 300) child.kill('SIGKILL');
    }
    open();
    expect(acknowledged).toBeGreaterThanOrEqual(300);
    for (let i = 0; i <= acknowledged; i++)
      expect([get(`left-${i}`), get(`right-${i}`)]).not.toContain(undefined);
    // At most one more was written and not told; it is whole, and the stream agrees.
    const next = acknowledged + 1;
    expect(get(`left-${next}`) === undefined).toBe(get(`right-${next}`) === undefined);
    const stored = db.execute('Scan', { TableName: 'records', Select: 'COUNT' }) as { Count: number };
    expect(db.readStream('records', 0, 10_000)).toHaveLength(stored.Count);
  });
});
