import { describe, expect, test } from 'vitest';
import { DynamoDbError } from '../../local/cloud/dynamodb/errors.ts';
import { bench, TABLE, useEngine } from './dynamodb-kit.ts';

/** Tables that DynamoDB would not make; the wording is dynalite's, which took it from AWS. */
useEngine();

const plain = {
  TableName: 'plain',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
  AttributeDefinitions: [{ AttributeName: 'pk', AttributeType: 'S' }],
};
const twice = [
  { AttributeName: 'pk', KeyType: 'HASH' },
  { AttributeName: 'pk', KeyType: 'RANGE' },
];
const index = { IndexName: 'index', KeySchema: plain.KeySchema, Projection: { ProjectionType: 'ALL' } };
const figures = { ReadCapacityUnits: 1, WriteCapacityUnits: 1 };

describe('CreateTable refuses', () => {
  test.each<[string, object, string]>([
    [
      'one attribute as HASH and RANGE',
      { KeySchema: twice },
      'Both the Hash Key and the Range Key element in the KeySchema have the same name',
    ],
    [
      'the same of an index',
      { GlobalSecondaryIndexes: [{ ...index, KeySchema: twice }] },
      'Both the Hash Key and the Range Key element in the KeySchema have the same name',
    ],
    [
      'keys without a type, all of them named',
      {
        KeySchema: [
          { AttributeName: 'a', KeyType: 'HASH' },
          { AttributeName: 'b', KeyType: 'RANGE' },
        ],
      },
      'One or more parameter values were invalid: Some index key attributes are not defined in AttributeDefinitions. Keys: [a, b], AttributeDefinitions: [pk]',
    ],
    [
      'two indexes of one name',
      { GlobalSecondaryIndexes: [index, index] },
      'One or more parameter values were invalid: Duplicate index name: index',
    ],
    ...(['PROVISIONED', undefined] as const).map((BillingMode): [string, object, string] => [
      `BillingMode ${BillingMode} without figures`,
      { BillingMode },
      'One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    ]),
    [
      'half of the figures',
      { BillingMode: 'PROVISIONED', ProvisionedThroughput: { ReadCapacityUnits: 1 } },
      'One or more parameter values were invalid: ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
    ],
    [
      'figures that would be changed in silence',
      { BillingMode: 'PROVISIONED', ProvisionedThroughput: figures },
      'BillingMode PROVISIONED is not supported by the embedded DynamoDB',
    ],
    [
      'figures of a table that has none',
      { ProvisionedThroughput: figures },
      'One or more parameter values were invalid: Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    ],
    [
      'figures of such an index',
      { GlobalSecondaryIndexes: [{ ...index, ProvisionedThroughput: figures }] },
      'One or more parameter values were invalid: ProvisionedThroughput should not be specified for index: index when BillingMode is PAY_PER_REQUEST',
    ],
  ])('%s', (_name, change, message) => {
    const create = () => bench.db.execute('CreateTable', { ...plain, ...change });
    expect(create).toThrow(message);
    expect(create).toThrow(DynamoDbError);
    expect(bench.db.execute('ListTables', {})).toEqual({ TableNames: [TABLE.tableName] });
  });
});

test('a time to live without a name is refused', () => {
  expect(() => bench.db.ensureTable({ ...TABLE, ttlAttribute: '' })).toThrow(
    'timeToLiveSpecification.attributeName',
  );
});
