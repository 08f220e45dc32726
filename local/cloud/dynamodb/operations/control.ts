import type { Engine, Operation } from '../engine.ts';
import { DynamoDbError, invalidParameter, validation } from '../errors.ts';
import {
  checkTableName,
  type Input,
  list,
  memberFault,
  optionalEnum,
  optionalFlag,
  optionalInteger,
  optionalString,
  structure,
} from '../input.ts';
import type {
  AttributeDefinition,
  GlobalSecondaryIndexDefinition,
  KeySchemaElement,
  Projection,
  TableDefinition,
} from '../types.ts';

/** Indexes of a table (DynamoDB quota). */
const MAX_INDEXES = 20;

const tableArn = ({ region, accountId }: Engine, name: string): string =>
  `arn:${region.startsWith('cn-') ? 'aws-cn' : 'aws'}:dynamodb:${region}:${accountId}:table/${name}`;

function required(input: Input, name: string): string {
  const value = optionalString(input, name);
  if (value === undefined) throw memberFault('null', name, 'Member must not be null');
  return value;
}

function keySchema(input: Input): KeySchemaElement[] {
  return (list(input, 'KeySchema') ?? []).map((element) => {
    const given = structure(element);
    const type = optionalEnum(given, 'KeyType', ['HASH', 'RANGE']);
    return { AttributeName: required(given, 'AttributeName'), KeyType: type ?? 'HASH' };
  });
}

function attributeDefinitions(input: Input): AttributeDefinition[] {
  return (list(input, 'AttributeDefinitions') ?? []).map((element) => {
    const given = structure(element);
    const type = optionalEnum(given, 'AttributeType', ['B', 'N', 'S']);
    return { AttributeName: required(given, 'AttributeName'), AttributeType: type ?? 'S' };
  });
}

function projection(input: Input): Projection {
  const given = structure(input.Projection ?? {});
  const type = optionalEnum(given, 'ProjectionType', ['ALL', 'INCLUDE', 'KEYS_ONLY']);
  if (!type) throw validation('One or more parameter values were invalid: Unknown ProjectionType: null');
  const names = list(given, 'NonKeyAttributes')?.map(String);
  return { ProjectionType: type, ...(names ? { NonKeyAttributes: names } : {}) };
}

function indexDefinitions(input: Input): GlobalSecondaryIndexDefinition[] {
  const indexes = (list(input, 'GlobalSecondaryIndexes') ?? []).map((element) => {
    const given = structure(element);
    return {
      IndexName: checkTableName(optionalString(given, 'IndexName'), 'indexName'),
      KeySchema: keySchema(given),
      Projection: projection(given),
    };
  });
  if (indexes.length > MAX_INDEXES) {
    throw validation(
      'One or more parameter values were invalid: GlobalSecondaryIndex count exceeds the per-table limit of 20',
    );
  }
  return indexes;
}

/** Nothing is throttled here: a table with figures of its own would silently be another one, so it is refused. */
function checkBilling(input: Input): void {
  const mode = optionalEnum(input, 'BillingMode', ['PROVISIONED', 'PAY_PER_REQUEST']) ?? 'PROVISIONED';
  const figures = structure(input.ProvisionedThroughput ?? {});
  const [reads, writes] = ['ReadCapacityUnits', 'WriteCapacityUnits'].map((name) =>
    optionalInteger(figures, name, 1),
  );
  if (mode === 'PROVISIONED') {
    if (reads === undefined || writes === undefined)
      throw invalidParameter(
        'ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED',
      );
    throw validation('BillingMode PROVISIONED is not supported by the embedded DynamoDB');
  }
  if (input.ProvisionedThroughput !== undefined && input.ProvisionedThroughput !== null)
    throw invalidParameter(
      'Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when BillingMode is PAY_PER_REQUEST',
    );
  for (const element of list(input, 'GlobalSecondaryIndexes') ?? []) {
    const index = structure(element);
    if (index.ProvisionedThroughput !== undefined && index.ProvisionedThroughput !== null)
      throw invalidParameter(
        `ProvisionedThroughput should not be specified for index: ${index.IndexName} when BillingMode is PAY_PER_REQUEST`,
      );
  }
}

export const createTable: Operation = (engine, input) => {
  const tableName = checkTableName(optionalString(input, 'TableName'));
  if (list(input, 'LocalSecondaryIndexes')?.length) {
    throw validation('Local secondary indexes are not supported by the embedded DynamoDB');
  }
  checkBilling(input);
  if (engine.store.tables.has(tableName)) {
    throw new DynamoDbError('ResourceInUseException', `Table already exists: ${tableName}`);
  }
  const stream = structure(input.StreamSpecification ?? {});
  const viewType = optionalFlag(stream, 'StreamEnabled')
    ? optionalEnum(stream, 'StreamViewType', ['NEW_AND_OLD_IMAGES'])
    : undefined;
  const definition: TableDefinition = {
    tableName,
    keySchema: keySchema(input),
    attributeDefinitions: attributeDefinitions(input),
    globalSecondaryIndexes: indexDefinitions(input),
    ...(viewType ? { streamViewType: viewType } : {}),
  };
  const { createdMs } = engine.store.createTable(definition);
  return {
    TableDescription: {
      TableName: tableName,
      TableArn: tableArn(engine, tableName),
      TableStatus: 'ACTIVE',
      CreationDateTime: createdMs / 1000,
    },
  };
};

export const listTables: Operation = (engine, input) => {
  const limit = optionalInteger(input, 'Limit', 1) ?? 100;
  const after = optionalString(input, 'ExclusiveStartTableName');
  const names = [...engine.store.tables.keys()].sort().filter((name) => !after || name > after);
  const page = names.slice(0, limit);
  return { TableNames: page, ...(names.length > limit ? { LastEvaluatedTableName: page.at(-1) } : {}) };
};
