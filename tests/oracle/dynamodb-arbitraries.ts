import fc from 'fast-check';
import type { AttributeValue, Item } from '../../local/cloud/dynamodb/types.ts';
import {
  condition,
  Placeholders,
  type Printer,
  projection,
  update,
} from './dynamodb-expression-arbitraries.ts';
import { attributes, bytes, chosen, numberText, rarely } from './dynamodb-value-arbitraries.ts';

/** Random requests in wire form. Keys begin with `run`, so that runs do not meet in one table. */

export interface Request {
  operation: string;
  input: Record<string, unknown>;
}

/** A request that still lacks the run's prefix. */
export type Template = (run: string) => Request;

export const DOCUMENTS = {
  TableName: 'documents',
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType: 'S' },
    { AttributeName: 'g', AttributeType: 'S' },
    { AttributeName: 'n', AttributeType: 'N' },
  ],
  GlobalSecondaryIndexes: [
    {
      IndexName: 'by-number',
      KeySchema: [
        { AttributeName: 'g', KeyType: 'HASH' },
        { AttributeName: 'n', KeyType: 'RANGE' },
      ],
      Projection: { ProjectionType: 'ALL' },
    },
    {
      IndexName: 'keys-only',
      KeySchema: [{ AttributeName: 'g', KeyType: 'HASH' }],
      Projection: { ProjectionType: 'KEYS_ONLY' },
    },
  ],
};

const scalarTable = (TableName: string, AttributeType: string) => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  KeySchema: [
    { AttributeName: 'pk', KeyType: 'HASH' },
    { AttributeName: 'sk', KeyType: 'RANGE' },
  ],
  AttributeDefinitions: [
    { AttributeName: 'pk', AttributeType: 'S' },
    { AttributeName: 'sk', AttributeType },
  ],
});
export const NUMBERS = scalarTable('numbers', 'N');
export const BINARIES = scalarTable('binaries', 'B');

type KeyTemplate = (run: string) => Item;
const hashName = fc.constantFrom('p', 'q');
const rangeValues: Record<string, fc.Arbitrary<AttributeValue>> = {
  documents: rarely(fc.constantFrom('1', '12', '中'), fc.constantFrom('2', 'b')).map((S) => ({ S })),
  numbers: fc.oneof(fc.constantFrom('-1', '10', '1e3', '0.5'), numberText).map((N) => ({ N })),
  binaries: fc
    .oneof(fc.constantFrom('AA==', 'AP8=', '//8='), bytes)
    .filter((B) => B !== '')
    .map((B) => ({ B })),
};
const tableName = fc.oneof(
  { weight: 6, arbitrary: fc.constant('documents') },
  { weight: 1, arbitrary: fc.constant('numbers') },
  { weight: 1, arbitrary: fc.constant('binaries') },
);
const keyOf = (table: string): fc.Arbitrary<KeyTemplate> =>
  fc.tuple(hashName, rangeValues[table]!, chosen(2)).map(
    ([hash, sk, odd]) =>
      (run): Item =>
        odd ? { pk: { S: run + hash } } : { pk: { S: run + hash }, sk },
  );

const optional = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });

const onFailure = fc
  .constantFrom(undefined, 'ALL_OLD', 'NONE')
  .map((choice) => (choice ? { ReturnValuesOnConditionCheckFailure: choice } : {}));

type WriteTemplate = (run: string) => Record<string, unknown>;
const itemOf = (table: string): fc.Arbitrary<KeyTemplate> =>
  fc
    .tuple(keyOf(table), attributes, optional(rarely(fc.constantFrom('g', 'h'), fc.constant(''))))
    .map(([key, rest, group]) => (run) => ({
      ...rest,
      ...(group === undefined ? {} : { g: { S: group === '' ? '' : run + group } }),
      ...key(run),
    }));

const conditional = fc.tuple(optional(condition), onFailure);
const putInput = (table: string): fc.Arbitrary<WriteTemplate> =>
  fc.tuple(itemOf(table), conditional).map(([item, [test, failure]]) => (run) => {
    const into = new Placeholders();
    const given = test ? { ConditionExpression: test(into) } : {};
    return { TableName: table, Item: item(run), ...given, ...failure, ...into.parameters() };
  });
const deleteInput = (table: string): fc.Arbitrary<WriteTemplate> =>
  fc.tuple(keyOf(table), conditional).map(([key, [test, failure]]) => (run) => {
    const into = new Placeholders();
    const given = test ? { ConditionExpression: test(into) } : {};
    return { TableName: table, Key: key(run), ...given, ...failure, ...into.parameters() };
  });
const updateInput = (table: string): fc.Arbitrary<WriteTemplate> =>
  fc.tuple(keyOf(table), update, conditional).map(([key, change, [test, failure]]) => (run) => {
    const into = new Placeholders();
    const UpdateExpression = change(into);
    const given = test ? { ConditionExpression: test(into) } : {};
    return {
      TableName: table,
      Key: key(run),
      UpdateExpression,
      ...given,
      ...failure,
      ...into.parameters(),
    };
  });
const checkInput = (table: string): fc.Arbitrary<WriteTemplate> =>
  fc.tuple(keyOf(table), condition, onFailure).map(([key, test, failure]) => (run) => {
    const into = new Placeholders();
    const ConditionExpression = test(into);
    return { TableName: table, Key: key(run), ConditionExpression, ...failure, ...into.parameters() };
  });

const single = (
  operation: string,
  input: (table: string) => fc.Arbitrary<WriteTemplate>,
  returnValues: string[],
): fc.Arbitrary<Template> =>
  fc.tuple(tableName.chain(input), fc.constantFrom(...returnValues)).map(([make, ReturnValues]) => (run) => ({
    operation,
    input: { ...make(run), ReturnValues, ReturnConsumedCapacity: 'TOTAL' },
  }));

const action = tableName.chain((table) =>
  fc.oneof(
    putInput(table).map((make) => (run: string) => ({ Put: make(run) })),
    updateInput(table).map((make) => (run: string) => ({ Update: make(run) })),
    deleteInput(table).map((make) => (run: string) => ({ Delete: make(run) })),
    checkInput(table).map((make) => (run: string) => ({ ConditionCheck: make(run) })),
  ),
);
const transact: fc.Arbitrary<Template> = fc
  .array(action, { minLength: 1, maxLength: 4 })
  .map((actions) => (run) => ({
    operation: 'TransactWriteItems',
    input: { TransactItems: actions.map((make) => make(run)) },
  }));

const get: fc.Arbitrary<Template> = tableName.chain((table) =>
  fc.tuple(keyOf(table), optional(projection), fc.boolean()).map(([key, parts, ConsistentRead]) => (run) => {
    const into = new Placeholders();
    const given = parts ? { ProjectionExpression: parts(into) } : {};
    return {
      operation: 'GetItem',
      input: {
        TableName: table,
        Key: key(run),
        ConsistentRead,
        ReturnConsumedCapacity: 'TOTAL',
        ...given,
        ...into.parameters(),
      },
    };
  }),
);

interface Selection {
  table: string;
  index?: string;
  hash: string;
  range?: { name: string; value: fc.Arbitrary<AttributeValue> };
  /** The index has only keys, so that filters and projections of anything else are refused. */
  projected?: true;
}
const SELECTIONS: Selection[] = [
  { table: 'documents', hash: 'pk', range: { name: 'sk', value: rangeValues.documents! } },
  { table: 'documents', index: 'by-number', hash: 'g', range: { name: 'n', value: rangeValues.numbers! } },
  { table: 'documents', index: 'keys-only', hash: 'g', projected: true },
  { table: 'numbers', hash: 'pk', range: { name: 'sk', value: rangeValues.numbers! } },
  { table: 'binaries', hash: 'pk', range: { name: 'sk', value: rangeValues.binaries! } },
];

const byValue = (a: AttributeValue, b: AttributeValue): number => {
  if (a.N !== undefined) return Number(a.N) - Number(b.N);
  const encoding = a.S === undefined ? 'base64' : 'utf8';
  return Buffer.compare(Buffer.from(a.S ?? a.B ?? '', encoding), Buffer.from(b.S ?? b.B ?? '', encoding));
};

const rangeTest = ({ name, value: given }: NonNullable<Selection['range']>): fc.Arbitrary<Printer> =>
  fc.oneof(
    fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>='), given).map(
      ([sign, bound]): Printer =>
        (into) =>
          `${name} ${sign} ${into.value(bound)}`,
    ),
    fc.tuple(given, given).map(
      (pair): Printer =>
        (into) => {
          const [low, high] = pair.sort(byValue);
          return `${name} BETWEEN ${into.value(low)} AND ${into.value(high)}`;
        },
    ),
    rarely(given, fc.constant({ N: '1' })).map(
      (bound): Printer =>
        (into) =>
          bound.N === undefined
            ? `begins_with(${name}, ${into.value(bound)})`
            : `${name} > ${into.value(bound)}`,
    ),
  );

const query: fc.Arbitrary<Template> = fc.constantFrom(...SELECTIONS).chain((selection) =>
  fc
    .record({
      hash: selection.hash === 'pk' ? hashName : fc.constantFrom('g', 'h'),
      range: selection.range ? optional(rangeTest(selection.range)) : fc.constant(undefined),
      filter: selection.projected ? fc.constant(undefined) : optional(condition),
      parts: selection.projected ? fc.constant(undefined) : optional(projection),
      forward: fc.boolean(),
      limit: optional(fc.integer({ min: 1, max: 3 })),
      countOnly: chosen(10),
    })
    .map((chosenParts) => (run) => {
      const { hash, range, filter, parts, forward, limit, countOnly } = chosenParts;
      const into = new Placeholders();
      const first = `${selection.hash} = ${into.value({ S: run + hash })}`;
      return {
        operation: 'Query',
        input: {
          TableName: selection.table,
          ...(selection.index ? { IndexName: selection.index } : {}),
          KeyConditionExpression: range ? `${first} AND ${range(into)}` : first,
          ...(filter ? { FilterExpression: filter(into) } : {}),
          ...(parts && !countOnly ? { ProjectionExpression: parts(into) } : {}),
          ...(countOnly ? { Select: 'COUNT' } : {}),
          ScanIndexForward: forward,
          ReturnConsumedCapacity: 'TOTAL',
          ...(limit ? { Limit: limit } : {}),
          ...into.parameters(),
        },
      };
    }),
);

/** Returned parts of documents are left out: DynamoDB Local returns the whole attribute there, dynalite and we the part. */
const updatedParts: fc.Arbitrary<Template> = single('UpdateItem', updateInput, [
  'UPDATED_OLD',
  'UPDATED_NEW',
]).map((make) => (run) => {
  const { operation, input } = make(run);
  const nested = /[.[]/.test(String(input.UpdateExpression));
  return { operation, input: nested ? { ...input, ReturnValues: 'NONE' } : input };
});

const batchGet: fc.Arbitrary<Template> = tableName.chain((table) =>
  fc.tuple(keyOf(table), optional(projection)).map(([key, parts]) => (run) => {
    const into = new Placeholders();
    const given = parts ? { ProjectionExpression: parts(into) } : {};
    const keys = { Keys: [key(run)], ...given, ...into.parameters() };
    return { operation: 'BatchGetItem', input: { RequestItems: { [table]: keys } } };
  }),
);

const request: fc.Arbitrary<Template> = fc.oneof(
  { weight: 5, arbitrary: single('PutItem', putInput, ['NONE', 'ALL_OLD']) },
  { weight: 6, arbitrary: single('UpdateItem', updateInput, ['NONE', 'ALL_OLD', 'ALL_NEW']) },
  { weight: 2, arbitrary: single('DeleteItem', deleteInput, ['NONE', 'ALL_OLD']) },
  { weight: 2, arbitrary: get },
  { weight: 5, arbitrary: query },
  { weight: 4, arbitrary: transact },
  { weight: 1, arbitrary: batchGet },
  { weight: 1, arbitrary: updatedParts },
);

const seed: fc.Arbitrary<Template> = fc.tuple(tableName, fc.constantFrom('g', 'h')).chain(([table, group]) =>
  fc.tuple(hashName, rangeValues[table]!, attributes).map(([hash, sk, rest]) => (run: string) => ({
    operation: 'PutItem',
    input: { TableName: table, Item: { ...rest, g: { S: run + group }, pk: { S: run + hash }, sk } },
  })),
);

/** Some items, and then whatever may happen to them. */
export const sequence: fc.Arbitrary<Template[]> = fc
  .tuple(
    fc.array(seed, { minLength: 6, maxLength: 9, size: 'max' }),
    fc.array(request, { minLength: 1, maxLength: 20, size: 'max' }),
  )
  .map(([seeds, requests]) => [...seeds, ...requests]);
