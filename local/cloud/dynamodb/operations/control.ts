import type { Engine, Operation } from '../engine.ts';
import { controlledTable } from '../engine.ts';
import { DynamoDbError, validation } from '../errors.ts';
import {
  checkTableName,
  type Input,
  isMissing,
  list,
  memberFault,
  optionalEnum,
  optionalFlag,
  optionalInteger,
  optionalString,
  structure,
} from '../input.ts';
import type { Table } from '../table.ts';
import type {
  AttributeDefinition,
  GlobalSecondaryIndexDefinition,
  KeySchemaElement,
  Projection,
  StreamViewType,
  TableDefinition,
} from '../types.ts';

const VIEW_TYPES = ['NEW_IMAGE', 'OLD_IMAGE', 'NEW_AND_OLD_IMAGES', 'KEYS_ONLY'] as const;
/** Indexes of a table (DynamoDB quota). */
const MAX_INDEXES = 20;

export const tableArn = ({ region, accountId }: Engine, name: string): string =>
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

export const createTable: Operation = (engine, input) => {
  const tableName = checkTableName(optionalString(input, 'TableName'));
  if (list(input, 'LocalSecondaryIndexes')?.length) {
    throw validation('Local secondary indexes are not supported by the embedded DynamoDB');
  }
  if (engine.store.tables.has(tableName)) {
    throw new DynamoDbError('ResourceInUseException', `Table already exists: ${tableName}`);
  }
  const stream = structure(input.StreamSpecification ?? {});
  const viewType = optionalFlag(stream, 'StreamEnabled')
    ? optionalEnum(stream, 'StreamViewType', VIEW_TYPES)
    : undefined;
  const definition: TableDefinition = {
    tableName,
    keySchema: keySchema(input),
    attributeDefinitions: attributeDefinitions(input),
    globalSecondaryIndexes: indexDefinitions(input),
    ...(viewType ? { streamViewType: viewType } : {}),
  };
  return { TableDescription: describe(engine, engine.store.createTable(definition)) };
};

export const deleteTable: Operation = (engine, input) => {
  const table = controlledTable(engine, optionalString(input, 'TableName'));
  const description = { ...describe(engine, table), TableStatus: 'DELETING' };
  engine.store.dropTable(table);
  return { TableDescription: description };
};

export const describeTable: Operation = (engine, input) => ({
  Table: describe(engine, controlledTable(engine, optionalString(input, 'TableName'))),
});

export const listTables: Operation = (engine, input) => {
  const limit = optionalInteger(input, 'Limit', 1) ?? 100;
  const after = optionalString(input, 'ExclusiveStartTableName');
  const names = [...engine.store.tables.keys()].sort().filter((name) => !after || name > after);
  const page = names.slice(0, limit);
  return { TableNames: page, ...(names.length > limit ? { LastEvaluatedTableName: page.at(-1) } : {}) };
};

function describe(engine: Engine, table: Table): Record<string, unknown> {
  const { definition } = table;
  const arn = tableArn(engine, table.name);
  const { items, bytes } = engine.store
    .sql(`SELECT count(*) AS items, coalesce(sum(size), 0) AS bytes FROM t${table.id}_items`)
    .get() as unknown as { items: number; bytes: number };
  const throughput = { NumberOfDecreasesToday: 0, ReadCapacityUnits: 0, WriteCapacityUnits: 0 };
  const label = new Date(table.createdMs).toISOString().replace('Z', '');
  return {
    AttributeDefinitions: definition.attributeDefinitions,
    TableName: table.name,
    TableId: `00000000-0000-4000-8000-${String(table.id).padStart(12, '0')}`,
    TableArn: arn,
    KeySchema: definition.keySchema,
    TableStatus: 'ACTIVE',
    CreationDateTime: table.createdMs / 1000,
    ProvisionedThroughput: throughput,
    BillingModeSummary: {
      BillingMode: 'PAY_PER_REQUEST',
      LastUpdateToPayPerRequestDateTime: table.createdMs / 1000,
    },
    TableSizeBytes: bytes,
    ItemCount: items,
    DeletionProtectionEnabled: false,
    ...(table.indexes.length > 0
      ? {
          GlobalSecondaryIndexes: table.indexes.map((index) => ({
            ...index.definition,
            IndexStatus: 'ACTIVE',
            IndexArn: `${arn}/index/${index.name}`,
            ProvisionedThroughput: throughput,
            ...indexSize(engine, index.storage),
          })),
        }
      : {}),
    ...streamDescription(definition.streamViewType, arn, label),
  };
}

function indexSize(engine: Engine, storage: string): Record<string, number> {
  const { items } = engine.store.sql(`SELECT count(*) AS items FROM ${storage}`).get() as unknown as {
    items: number;
  };
  return { ItemCount: items };
}

function streamDescription(viewType: StreamViewType | undefined, arn: string, label: string) {
  if (!viewType) return {};
  return {
    StreamSpecification: { StreamEnabled: true, StreamViewType: viewType },
    LatestStreamLabel: label,
    LatestStreamArn: `${arn}/stream/${label}`,
  };
}

export const updateTimeToLive: Operation = (engine, input) => {
  const given = input.TimeToLiveSpecification;
  if (isMissing(given)) throw memberFault('null', 'timeToLiveSpecification', 'Member must not be null');
  const specification = structure(given);
  const attributeName = required(specification, 'AttributeName');
  const enabled = optionalFlag(specification, 'Enabled') ?? false;
  const table = controlledTable(engine, optionalString(input, 'TableName'));
  const current = table.definition.ttlAttribute;
  if (enabled && current !== undefined) {
    throw validation(
      current === attributeName
        ? 'TimeToLive is already enabled'
        : `TimeToLive is active on a different AttributeName: current AttributeName is ${current}`,
    );
  }
  if (!enabled && current === undefined) throw validation('TimeToLive is already disabled');
  const { ttlAttribute: _old, ...rest } = table.definition;
  engine.store.redefineTable(table, enabled ? { ...rest, ttlAttribute: attributeName } : rest);
  return { TimeToLiveSpecification: { AttributeName: attributeName, Enabled: enabled } };
};

export const describeTimeToLive: Operation = (engine, input) => {
  const { ttlAttribute } = controlledTable(engine, optionalString(input, 'TableName')).definition;
  return {
    TimeToLiveDescription: ttlAttribute
      ? { TimeToLiveStatus: 'ENABLED', AttributeName: ttlAttribute }
      : { TimeToLiveStatus: 'DISABLED' },
  };
};
