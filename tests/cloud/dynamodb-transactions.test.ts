import {
  CreateTableCommand,
  IdempotentParameterMismatchException,
  ListTablesCommand,
  type StreamViewType,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';

import { bench, get, key, put, TABLE, TableName, useEngine } from './dynamodb-kit.ts';

/** The AWS SDK, unmodified, against the embedded engine over HTTP. */

useEngine();

describe('transactions', () => {
  const transact = (TransactItems: object[], ClientRequestToken?: string) =>
    bench.client.send(
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
    expect(await Promise.all(['p', 'u', 'd'].map((pk) => get(key(pk))))).toEqual([
      key('p'),
      { ...key('u'), n: { N: '2' } },
      undefined,
    ]);
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
    bench.clock.moveTo(bench.clock.now() + 9 * 60_000);
    await transact([count], 'token');
    expect((await get(key('c')))?.n?.N).toBe('1');
    bench.clock.moveTo(bench.clock.now() + 61_000);
    await transact([count], 'token');
    expect((await get(key('c')))?.n?.N).toBe('2');
  });
});

describe('tables', () => {
  test('CreateTable and ListTables tell of a table; a stream without both images is refused', async () => {
    const create = (TableName: string, StreamViewType: StreamViewType) =>
      bench.client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'B' }],
          StreamSpecification: { StreamEnabled: true, StreamViewType },
        }),
      );
    expect((await create('other', 'NEW_AND_OLD_IMAGES')).TableDescription).toEqual({
      TableName: 'other',
      TableStatus: 'ACTIVE',
      TableArn: 'arn:aws-cn:dynamodb:cn-north-1:000000000000:table/other',
      CreationDateTime: expect.any(Date),
    });
    await expect(create('third', 'KEYS_ONLY')).rejects.toMatchObject({ name: 'ValidationException' });
    expect((await bench.client.send(new ListTablesCommand({}))).TableNames).toEqual([
      'applications',
      'other',
    ]);
  });

  test('time to live that the definition gains takes effect on what is stored already', async () => {
    const now = Math.floor(bench.clock.now() / 1000);
    await put({ ...key('old'), until: { N: `${now - 10}` } });
    bench.db.ensureTable({ ...TABLE, ttlAttribute: 'until' });
    expect(await get(key('old'))).toBeUndefined();
  });
});
