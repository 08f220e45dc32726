import { crc32 } from 'node:zlib';
import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';

import { bench, get, key, put, raw, TableName, useEngine } from './dynamodb-kit.ts';

/** The AWS SDK, unmodified, against the embedded engine over HTTP. */

useEngine();

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
    await expect(bench.client.send(grow)).rejects.toThrow(
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
      bench.client.send(
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
      return (await bench.client.send(command)).Attributes;
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
      bench.client.send(
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
      bench.client.send(new PutItemCommand({ TableName, Item, ReturnConsumedCapacity: 'INDEXES' }));
    expect((await write(big)).ConsumedCapacity).toEqual({
      TableName,
      CapacityUnits: 5,
      Table: { CapacityUnits: 2 },
      GlobalSecondaryIndexes: { 'by-desk': { CapacityUnits: 2 }, 'desk-keys': { CapacityUnits: 1 } },
    });
    // z is not in desk-keys, and by-desk keeps its place.
    expect((await write({ ...big, z: { S: 'x' } })).ConsumedCapacity?.CapacityUnits).toBe(4);
    const read = (ConsistentRead: boolean) =>
      bench.client.send(
        new GetItemCommand({ TableName, Key: key('a'), ConsistentRead, ReturnConsumedCapacity: 'TOTAL' }),
      );
    expect((await read(true)).ConsumedCapacity?.CapacityUnits).toBe(1);
    expect((await read(false)).ConsumedCapacity?.CapacityUnits).toBe(0.5);
  });

  test('a batch reads up to 100 items, none twice', async () => {
    await put(key('b', '3'));
    const read = (...Keys: Record<string, AttributeValue>[]) =>
      bench.client.send(new BatchGetItemCommand({ RequestItems: { [TableName]: { Keys } } }));
    const found = await read(key('b', '3'), key('b', 'none'));
    expect(found.Responses).toEqual({ [TableName]: [key('b', '3')] });
    expect(found.UnprocessedKeys).toEqual({});
    await expect(read(...Array.from({ length: 101 }, (_, i) => key('b', `${i}`)))).rejects.toThrow(
      'Too many items',
    );
    await expect(read(key('b'), key('b'))).rejects.toThrow('list of item keys contains duplicates');
  });
});

describe('query and scan', () => {
  const queryDesk = (input: Record<string, unknown>) =>
    bench.client.send(
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
    await bench.client.send(
      new UpdateItemCommand({ TableName, Key: key('a'), UpdateExpression: 'REMOVE desk' }),
    );
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
      bench.client.send(
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
    await expect(query({ Select: 'ALL_ATTRIBUTES' })).rejects.toThrow(
      'Select ALL_ATTRIBUTES is not supported by the embedded DynamoDB',
    );
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
    const page = await bench.client.send(
      new QueryCommand({
        TableName,
        KeyConditionExpression: 'pk = :p',
        FilterExpression: 'attribute_exists(nothing)',
        ExpressionAttributeValues: { ':p': { S: 'a' } },
      }),
    );
    expect(page).toMatchObject({ Count: 0, ScannedCount: 3, LastEvaluatedKey: key('a', '2') });
  });

  test('a scan reads everything once, in pages; a parallel one is refused', async () => {
    for (let i = 0; i < 20; i++) await put(key(`p${i % 5}`, `s${i}`));
    const seen: string[] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await bench.client.send(new ScanCommand({ TableName, Limit: 3, ExclusiveStartKey }));
      seen.push(...(page.Items ?? []).map((item) => item.sk!.S!));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey);
    expect(seen).toHaveLength(20);
    expect(new Set(seen).size).toBe(20);
    await expect(
      bench.client.send(new ScanCommand({ TableName, TotalSegments: 2, Segment: 0 })),
    ).rejects.toThrow('Parallel scans are not supported');
  });
});
