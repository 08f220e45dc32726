import { createServer, type Server } from 'node:http';
import { crc32 } from 'node:zlib';
import {
  type AttributeValue,
  BatchGetItemCommand,
  BatchWriteItemCommand,
  ConditionalCheckFailedException,
  CreateTableCommand,
  DeleteItemCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  DynamoDBClient,
  GetItemCommand,
  IdempotentParameterMismatchException,
  ListTablesCommand,
  PutItemCommand,
  QueryCommand,
  ResourceNotFoundException,
  ScanCommand,
  TransactGetItemsCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
  UpdateTimeToLiveCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createMovableClock, type MovableClock } from '../../local/cloud/clock/clock.ts';
import {
  createDynamoDb,
  type EmbeddedDynamoDb,
  type TableDefinition,
} from '../../local/cloud/dynamodb/index.ts';

/** The AWS SDK, unmodified, against the embedded engine over HTTP. */

const TABLE: TableDefinition = {
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
const TableName = TABLE.tableName;

let clock: MovableClock;
let db: EmbeddedDynamoDb;
let server: Server;
let endpoint: string;
let client: DynamoDBClient;

beforeAll(async () => {
  server = createServer((req, res) => void db.handle(req, res));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  endpoint = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
  client = new DynamoDBClient({
    endpoint,
    region: 'cn-north-1',
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
});
afterAll(async () => {
  client.destroy();
  await new Promise((resolve) => server.close(resolve));
});
beforeEach(() => {
  clock = createMovableClock();
  db = createDynamoDb({ file: ':memory:', clock, region: 'cn-north-1' });
  db.ensureTable(TABLE);
  return () => {
    db.close();
    clock.close();
  };
});

const key = (pk: string, sk = 'STATE') => ({ pk: { S: pk }, sk: { S: sk } });
const put = (Item: Record<string, AttributeValue>) => client.send(new PutItemCommand({ TableName, Item }));
const get = async (Key: Record<string, AttributeValue>) =>
  (await client.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }))).Item;

/** The raw protocol, for what the SDK hides. */
async function raw(target: string, body: string) {
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' },
    body,
  });
  return { response, text: await response.text() };
}

describe('protocol', () => {
  test('every answer has a request id and the CRC-32 of its body', async () => {
    const { response, text } = await raw('DynamoDB_20120810.ListTables', '{}');
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    expect(response.headers.get('x-amzn-requestid')).toMatch(/^[0-9a-f-]{36}$/);
    expect(response.headers.get('x-amz-crc32')).toBe(String(crc32(text)));
  });

  test.each([
    ['DynamoDB_20120810.ExecuteStatement', '{}', 'com.amazon.coral.service#UnknownOperationException'],
    ['DynamoDB_20120810.GetItem', '{not json', 'com.amazon.coral.service#SerializationException'],
    [
      'DynamoDB_20120810.GetItem',
      '{"TableName":"applications","Key":{"pk":{"S":1}}}',
      'com.amazon.coral.service#SerializationException',
    ],
    [
      'DynamoDB_20120810.GetItem',
      '{"TableName":"applications","Key":{"pk":{"S":"a"}}}',
      'com.amazon.coral.validate#ValidationException',
    ],
    [
      'DynamoDB_20120810.GetItem',
      '{"TableName":"absent","Key":{"pk":{"S":"a"}}}',
      'com.amazonaws.dynamodb.v20120810#ResourceNotFoundException',
    ],
  ])('%s of %s is refused with %s', async (target, body, type) => {
    const { response, text } = await raw(target, body);
    expect(response.status).toBe(400);
    expect(JSON.parse(text)).toMatchObject({ __type: type, message: expect.any(String) });
  });

  test('a legacy parameter is refused, not ignored', async () => {
    const { text } = await raw(
      'DynamoDB_20120810.PutItem',
      JSON.stringify({ TableName, Item: key('a'), Expected: { pk: { Exists: false } } }),
    );
    expect(JSON.parse(text)).toMatchObject({ message: expect.stringContaining('legacy parameter Expected') });
  });
});

describe('items', () => {
  test('every type comes back as it was put', async () => {
    const item = {
      ...key('a'),
      text: { S: '张三 𠀀' },
      number: { N: '-12345678901234567890.123456789012345678' },
      bytes: { B: new Uint8Array([0, 255, 7]) },
      yes: { BOOL: true },
      nothing: { NULL: true as const },
      words: { SS: ['b', 'a'] },
      numbers: { NS: ['1', '2.5'] },
      blobs: { BS: [new Uint8Array([1])] },
      list: { L: [{ S: '' }, { L: [] }] },
      map: { M: { __proto__2: { N: '0' }, constructor: { S: 'x' } } },
    };
    await put(item);
    expect(await get(key('a'))).toEqual(item);
  });

  test('numbers are normalised, up to 38 digits', async () => {
    await put({ ...key('a'), n: { NS: ['1E3', '0.50', '-0'] } });
    expect((await get(key('a')))?.n?.NS?.sort()).toEqual(['0', '0.5', '1000']);
    await expect(put({ ...key('a'), n: { N: '1'.repeat(39) } })).rejects.toThrow(/38 significant digits/);
    await expect(put({ ...key('a'), n: { N: 'abc' } })).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });

  test('an item of 409 600 bytes is stored, one of 409 601 is refused', async () => {
    const rest = 409_600 - Buffer.byteLength('pkaskSTATEz');
    await put({ ...key('a'), z: { S: 'x'.repeat(rest) } });
    await expect(put({ ...key('a'), z: { S: 'x'.repeat(rest + 1) } })).rejects.toThrow(
      'Item size has exceeded the maximum allowed size',
    );
    const grow = new UpdateItemCommand({
      TableName,
      Key: key('a'),
      UpdateExpression: 'SET y = :y',
      ExpressionAttributeValues: { ':y': { S: '' } },
    });
    await expect(client.send(grow)).rejects.toThrow(
      'Item size to update has exceeded the maximum allowed size',
    );
  });

  test.each([
    ['no range key', { pk: { S: 'a' } }, 'Missing the key sk in the item'],
    [
      'a number for a string',
      { pk: { N: '1' }, sk: { S: 'b' } },
      'Type mismatch for key pk expected: S actual: N',
    ],
    ['an empty key', { pk: { S: '' }, sk: { S: 'b' } }, 'cannot contain an empty string value. Key: pk'],
    ['an index key of another type', { ...key('a'), due: { S: 'x' } }, 'Type mismatch for Index Key due'],
    ['a hash key of 2 049 bytes', key('x'.repeat(2049)), 'maximum size limit of2048 bytes'],
    ['a range key of 1 025 bytes', key('a', 'x'.repeat(1025)), 'size limit of 1024 bytes'],
  ])('an item with %s is refused', async (_case, item, message) => {
    await expect(put(item as Record<string, AttributeValue>)).rejects.toThrow(message);
  });

  test('a failed condition throws the old item where ALL_OLD is asked for', async () => {
    await put({ ...key('a'), version: { N: '3' } });
    const command = (onFailure: 'ALL_OLD' | 'NONE') =>
      client.send(
        new PutItemCommand({
          TableName,
          Item: key('a'),
          ConditionExpression: 'version = :v',
          ExpressionAttributeValues: { ':v': { N: '2' } },
          ReturnValuesOnConditionCheckFailure: onFailure,
        }),
      );
    const error = await command('ALL_OLD').catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(ConditionalCheckFailedException);
    expect(error).toMatchObject({
      message: 'The conditional request failed',
      Item: { ...key('a'), version: { N: '3' } },
    });
    await expect(command('NONE')).rejects.not.toHaveProperty('Item', expect.anything());
    expect(await get(key('a'))).toHaveProperty('version');
  });

  test('an update returns what was asked for', async () => {
    await put({ ...key('a'), n: { N: '1' }, m: { M: { x: { S: 'old' } } }, tags: { SS: ['a', 'b'] } });
    const update = async (ReturnValues: 'ALL_NEW' | 'UPDATED_NEW' | 'UPDATED_OLD' | 'ALL_OLD') => {
      const command = new UpdateItemCommand({
        TableName,
        Key: key('a'),
        UpdateExpression: 'SET m.x = :x, n = n + :one ADD tags :c DELETE words :c REMOVE gone',
        ExpressionAttributeValues: { ':x': { S: 'new' }, ':one': { N: '0.1' }, ':c': { SS: ['c'] } },
        ReturnValues,
      });
      return (await client.send(command)).Attributes;
    };
    expect(await update('UPDATED_OLD')).toEqual({
      n: { N: '1' },
      m: { M: { x: { S: 'old' } } },
      tags: { SS: ['a', 'b'] },
    });
    expect(await update('UPDATED_NEW')).toMatchObject({ n: { N: '1.2' }, m: { M: { x: { S: 'new' } } } });
    expect(await update('ALL_OLD')).toMatchObject({ ...key('a'), n: { N: '1.2' } });
    expect(await update('ALL_NEW')).toMatchObject({ n: { N: '1.4' }, tags: { SS: ['a', 'b', 'c'] } });
  });

  test('an expression is checked as Amazon checks it', async () => {
    const conditional = (ConditionExpression: string, values?: Record<string, AttributeValue>) =>
      client.send(
        new DeleteItemCommand({
          TableName,
          Key: key('a'),
          ConditionExpression,
          ...(values ? { ExpressionAttributeValues: values } : {}),
        }),
      );
    await expect(conditional('name = :n', { ':n': { S: 'x' } })).rejects.toThrow(
      'Invalid ConditionExpression: Attribute name is a reserved keyword; reserved keyword: name',
    );
    await expect(conditional('a = :n')).rejects.toThrow(
      'An expression attribute value used in expression is not defined; attribute value: :n',
    );
    await expect(conditional('a = :n', { ':n': { S: 'x' }, ':m': { S: 'x' } })).rejects.toThrow(
      'Value provided in ExpressionAttributeValues unused in expressions: keys: {:m}',
    );
    await expect(conditional('a == :n', { ':n': { S: 'x' } })).rejects.toThrow('Syntax error; token: "="');
    await expect(conditional('a BETWEEN :l AND :h', { ':l': { N: '2' }, ':h': { N: '1' } })).rejects.toThrow(
      'The BETWEEN operator requires upper bound to be greater than or equal to lower bound',
    );
    // The same expression again, with values that stand in the right order: a kept parse must look at them anew.
    await expect(conditional('a BETWEEN :l AND :h', { ':l': { N: '1' }, ':h': { N: '2' } })).rejects.toThrow(
      'The conditional request failed',
    );
  });

  test('capacity is counted in KB written, index entries included, and 4 KB read', async () => {
    const big = { ...key('a'), desk: { S: 'd' }, due: { N: '1' }, z: { S: 'x'.repeat(1500) } };
    const write = (Item: Record<string, AttributeValue>) =>
      client.send(new PutItemCommand({ TableName, Item, ReturnConsumedCapacity: 'INDEXES' }));
    expect((await write(big)).ConsumedCapacity).toEqual({
      TableName,
      CapacityUnits: 5,
      Table: { CapacityUnits: 2 },
      GlobalSecondaryIndexes: { 'by-desk': { CapacityUnits: 2 }, 'desk-keys': { CapacityUnits: 1 } },
    });
    // z is not in desk-keys, and by-desk keeps its place.
    expect((await write({ ...big, z: { S: 'x' } })).ConsumedCapacity?.CapacityUnits).toBe(4);
    const read = (ConsistentRead: boolean) =>
      client.send(
        new GetItemCommand({ TableName, Key: key('a'), ConsistentRead, ReturnConsumedCapacity: 'TOTAL' }),
      );
    expect((await read(true)).ConsumedCapacity?.CapacityUnits).toBe(1);
    expect((await read(false)).ConsumedCapacity?.CapacityUnits).toBe(0.5);
  });

  test('batches write up to 25 and read up to 100 items, no item twice', async () => {
    const requests = Array.from({ length: 25 }, (_, i) => ({ PutRequest: { Item: key('b', `${i}`) } }));
    const write = (items: typeof requests) =>
      client.send(new BatchWriteItemCommand({ RequestItems: { [TableName]: items } }));
    expect((await write(requests)).UnprocessedItems).toEqual({});
    await expect(write([...requests, { PutRequest: { Item: key('b', 'x') } }])).rejects.toThrow(
      'Too many items',
    );
    await expect(write([requests[0]!, requests[0]!])).rejects.toThrow(
      'list of item keys contains duplicates',
    );
    const read = await client.send(
      new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys: [key('b', '3'), key('b', 'none')] } } }),
    );
    expect(read.Responses).toEqual({ [TableName]: [key('b', '3')] });
    expect(read.UnprocessedKeys).toEqual({});
  });
});

describe('query and scan', () => {
  const queryDesk = (input: Record<string, unknown>) =>
    client.send(
      new QueryCommand({
        TableName,
        IndexName: 'by-desk',
        KeyConditionExpression: 'desk = :d',
        ExpressionAttributeValues: { ':d': { S: 'd' } },
        ...input,
      }),
    );
  const dues = async (input: Record<string, unknown> = {}) =>
    (await queryDesk(input)).Items?.map((item) => item.due?.N);

  test('numeric keys sort by value, across signs and magnitudes', async () => {
    const values = ['-1000', '-9.5', '-9.25', '-0.001', '0', '0.00002', '0.5', '2', '10', '9E40'];
    for (const [i, due] of [...values].reverse().entries()) {
      await put({ ...key(`p${i}`), desk: { S: 'd' }, due: { N: due } });
    }
    const plain = values.map((due) => (due === '9E40' ? `9${'0'.repeat(40)}` : due));
    expect(await dues()).toEqual(plain);
    expect(await dues({ ScanIndexForward: false, Limit: 2 })).toEqual(plain.slice(-2).reverse());
    const between = {
      KeyConditionExpression: 'desk = :d AND due BETWEEN :l AND :h',
      ExpressionAttributeValues: { ':d': { S: 'd' }, ':l': { N: '-9.3' }, ':h': { N: '2' } },
    };
    expect(await dues(between)).toEqual(['-9.25', '-0.001', '0', '0.00002', '0.5', '2']);
  });

  test('an index is sparse, and follows its items', async () => {
    await put({ ...key('a'), desk: { S: 'd' }, due: { N: '1' } });
    await put({ ...key('b'), desk: { S: 'd' } });
    await put(key('c'));
    expect((await queryDesk({})).Count).toBe(1);
    expect((await queryDesk({ IndexName: 'desk-keys' })).Count).toBe(2);
    await client.send(new UpdateItemCommand({ TableName, Key: key('a'), UpdateExpression: 'REMOVE desk' }));
    expect((await queryDesk({})).Items).toEqual([]);
  });

  test('a page goes on after its LastEvaluatedKey, equal index keys included', async () => {
    for (let i = 0; i < 7; i++) await put({ ...key(`p${i}`), desk: { S: 'd' }, due: { N: '5' } });
    for (const ScanIndexForward of [true, false]) {
      const seen: string[] = [];
      let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
      do {
        const page = await queryDesk({ Limit: 2, ScanIndexForward, ExclusiveStartKey });
        seen.push(...(page.Items ?? []).map((item) => item.pk!.S!));
        ExclusiveStartKey = page.LastEvaluatedKey;
        if (ExclusiveStartKey)
          expect(Object.keys(ExclusiveStartKey).sort()).toEqual(['desk', 'due', 'pk', 'sk']);
      } while (ExclusiveStartKey);
      expect(new Set(seen).size).toBe(7);
      expect(seen).toHaveLength(7);
    }
  });

  test('filter, projection and COUNT see what the page read', async () => {
    for (let i = 0; i < 6; i++) {
      await put({ ...key('a', `e${i}`), n: { N: `${i}` }, m: { M: { deep: { L: [{ N: `${i}` }] } } } });
    }
    const query = (input: Record<string, unknown>) =>
      client.send(
        new QueryCommand({
          TableName,
          KeyConditionExpression: 'pk = :p AND begins_with(sk, :e)',
          FilterExpression: 'n >= :two',
          ExpressionAttributeValues: { ':p': { S: 'a' }, ':e': { S: 'e' }, ':two': { N: '2' } },
          ...input,
        }),
      );
    const page = await query({ Limit: 4, ProjectionExpression: 'm.deep[0], sk' });
    expect(page).toMatchObject({ Count: 2, ScannedCount: 4, LastEvaluatedKey: key('a', 'e3') });
    expect(page.Items?.[0]).toEqual({ sk: { S: 'e2' }, m: { M: { deep: { L: [{ N: '2' }] } } } });
    const count = await query({ Select: 'COUNT' });
    expect(count).toMatchObject({ Count: 4, ScannedCount: 6 });
    expect(count.Items).toBeUndefined();
  });

  test('an index that projects some attributes gives only those', async () => {
    await put({ ...key('a'), desk: { S: 'd' }, state: { S: 'S2' }, secret: { S: 'x' } });
    expect((await queryDesk({ IndexName: 'desk-keys' })).Items).toEqual([
      { ...key('a'), desk: { S: 'd' }, state: { S: 'S2' } },
    ]);
    await expect(queryDesk({ IndexName: 'desk-keys', ProjectionExpression: 'secret' })).rejects.toThrow(
      'Global secondary index desk-keys does not project [secret]',
    );
    await expect(queryDesk({ ConsistentRead: true })).rejects.toThrow(
      'Consistent reads are not supported on global secondary indexes',
    );
  });

  test('a page ends after 1 MB, before the filter', async () => {
    for (let i = 0; i < 4; i++) await put({ ...key('a', `${i}`), z: { S: 'x'.repeat(390_000) } });
    const page = await client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :p',
        FilterExpression: 'attribute_exists(nothing)',
        ExpressionAttributeValues: { ':p': { S: 'a' } },
      }),
    );
    expect(page).toMatchObject({ Count: 0, ScannedCount: 3, LastEvaluatedKey: key('a', '2') });
  });

  test('a scan reads everything once, in pages and in segments', async () => {
    for (let i = 0; i < 20; i++) await put(key(`p${i % 5}`, `s${i}`));
    const all = async (segment: Record<string, number>) => {
      const seen: string[] = [];
      let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
      do {
        const page = await client.send(
          new ScanCommand({ TableName, Limit: 3, ExclusiveStartKey, ...segment }),
        );
        seen.push(...(page.Items ?? []).map((item) => item.sk!.S!));
        ExclusiveStartKey = page.LastEvaluatedKey;
      } while (ExclusiveStartKey);
      return seen;
    };
    expect(new Set(await all({})).size).toBe(20);
    const parts = [
      ...(await all({ TotalSegments: 2, Segment: 0 })),
      ...(await all({ TotalSegments: 2, Segment: 1 })),
    ];
    expect(parts).toHaveLength(20);
    expect(new Set(parts).size).toBe(20);
  });
});

describe('transactions', () => {
  const transact = (TransactItems: object[], ClientRequestToken?: string) =>
    client.send(
      new TransactWriteItemsCommand({
        TransactItems,
        ...(ClientRequestToken ? { ClientRequestToken } : {}),
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
  const putAction = (pk: string, more: object = {}) => ({ Put: { TableName, Item: key(pk), ...more } });

  test('all four actions together, or none of them', async () => {
    await put({ ...key('u'), n: { N: '1' } });
    await put(key('d'));
    const actions = (expected: string) => [
      putAction('p', { ConditionExpression: 'attribute_not_exists(pk)' }),
      {
        Update: {
          TableName,
          Key: key('u'),
          UpdateExpression: 'SET n = n + :one',
          ConditionExpression: 'n = :n',
          ExpressionAttributeValues: { ':one': { N: '1' }, ':n': { N: expected } },
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
      { Delete: { TableName, Key: key('d') } },
      { ConditionCheck: { TableName, Key: key('none'), ConditionExpression: 'attribute_not_exists(pk)' } },
    ];
    const error = await transact(actions('7')).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(TransactionCanceledException);
    expect(error).toMatchObject({
      message:
        'Transaction cancelled, please refer cancellation reasons for specific reasons [None, ConditionalCheckFailed, None, None]',
      CancellationReasons: [
        { Code: 'None' },
        {
          Code: 'ConditionalCheckFailed',
          Message: 'The conditional request failed',
          Item: { ...key('u'), n: { N: '1' } },
        },
        { Code: 'None' },
        { Code: 'None' },
      ],
    });
    expect(await get(key('p'))).toBeUndefined();
    expect(await get(key('d'))).toBeDefined();

    const done = await transact(actions('1'));
    // 2 units each: Put, Update, Delete and the check.
    expect(done.ConsumedCapacity).toEqual([{ TableName, CapacityUnits: 8 }]);
    const read = await client.send(
      new TransactGetItemsCommand({
        TransactItems: ['p', 'u', 'd'].map((pk) => ({ Get: { TableName, Key: key(pk) } })),
      }),
    );
    expect(read.Responses).toEqual([{ Item: key('p') }, { Item: { ...key('u'), n: { N: '2' } } }, {}]);
  });

  test('an update that fits no item cancels with ValidationError', async () => {
    const broken = {
      Update: {
        TableName,
        Key: key('u'),
        UpdateExpression: 'SET n = n + :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    };
    await expect(transact([putAction('p'), broken])).rejects.toMatchObject({
      name: 'TransactionCanceledException',
      CancellationReasons: [
        { Code: 'None' },
        {
          Code: 'ValidationError',
          Message: 'The provided expression refers to an attribute that does not exist in the item',
        },
      ],
    });
  });

  test('one item twice, no action and 101 actions are refused', async () => {
    await expect(transact([putAction('a'), { Delete: { TableName, Key: key('a') } }])).rejects.toThrow(
      'Transaction request cannot include multiple operations on one item',
    );
    await expect(transact([])).rejects.toMatchObject({ name: 'ValidationException' });
    const many = Array.from({ length: 101 }, (_, i) => putAction(`m${i}`));
    await expect(transact(many)).rejects.toThrow('Member must have length less than or equal to 100');
    await transact(many.slice(1));
  });

  test('a token makes a repeat harmless for ten minutes, and refuses another request', async () => {
    const count = {
      Update: {
        TableName,
        Key: key('c'),
        UpdateExpression: 'ADD n :one',
        ExpressionAttributeValues: { ':one': { N: '1' } },
      },
    };
    await transact([count], 'token');
    await transact([count], 'token');
    expect((await get(key('c')))?.n?.N).toBe('1');
    await expect(transact([putAction('x')], 'token')).rejects.toBeInstanceOf(
      IdempotentParameterMismatchException,
    );
    clock.moveTo(clock.now() + 9 * 60_000);
    await transact([count], 'token');
    expect((await get(key('c')))?.n?.N).toBe('1');
    clock.moveTo(clock.now() + 61_000);
    await transact([count], 'token');
    expect((await get(key('c')))?.n?.N).toBe('2');
  });
});

describe('tables', () => {
  test('CreateTable, DescribeTable and ListTables tell of a table', async () => {
    await client.send(
      new CreateTableCommand({
        TableName: 'other',
        BillingMode: 'PAY_PER_REQUEST',
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'B' }],
        StreamSpecification: { StreamEnabled: true, StreamViewType: 'KEYS_ONLY' },
      }),
    );
    const { Table } = await client.send(new DescribeTableCommand({ TableName: 'other' }));
    expect(Table).toMatchObject({
      TableStatus: 'ACTIVE',
      TableArn: 'arn:aws-cn:dynamodb:cn-north-1:000000000000:table/other',
      LatestStreamArn: expect.stringContaining('table/other/stream/'),
      CreationDateTime: expect.any(Date),
    });
    expect((await client.send(new ListTablesCommand({}))).TableNames).toEqual(['applications', 'other']);
    await expect(client.send(new DescribeTableCommand({ TableName: 'absent' }))).rejects.toBeInstanceOf(
      ResourceNotFoundException,
    );
  });

  test('UpdateTimeToLive takes effect on what is stored already', async () => {
    const now = Math.floor(clock.now() / 1000);
    await put({ ...key('old'), until: { N: `${now - 10}` } });
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: { AttributeName: 'until', Enabled: true },
      }),
    );
    expect(await get(key('old'))).toBeUndefined();
    const { TimeToLiveDescription } = await client.send(new DescribeTimeToLiveCommand({ TableName }));
    expect(TimeToLiveDescription).toEqual({ TimeToLiveStatus: 'ENABLED', AttributeName: 'until' });
  });
});
