import fc from 'fast-check';
import type { AttributeValue, Item } from '../../local/cloud/dynamodb/index.ts';

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

const NUMBER_TEXTS = [
  '0',
  '1',
  '-1',
  '2',
  '10',
  '-10',
  '0.5',
  '-0.05',
  '1.50',
  '1e3',
  '9e125',
  '-9e125',
  '1e-130',
  '123456789012345678901234567890.12345678',
  '-99999999999999999999999999999999999999',
];
const numberText = fc.oneof(
  fc.constantFrom(...NUMBER_TEXTS),
  fc.integer({ min: -20, max: 20 }).map(String),
  fc
    .tuple(fc.integer({ min: -9999, max: 9999 }), fc.integer({ min: -40, max: 40 }))
    .map(([m, e]) => `${m}E${e}`),
);
const shortText = fc.constantFrom('a', 'b', 'ab', 'abc', '', '中文', '\u{20000}', '\uffee', 'B', 'a.b', '1');
const bytes = fc.uint8Array({ maxLength: 4 }).map((array) => Buffer.from(array).toString('base64'));

const normal = (text: string) => String(Number(text));
const scalar: fc.Arbitrary<AttributeValue> = fc.oneof(
  { weight: 3, arbitrary: shortText.map((S) => ({ S })) },
  { weight: 3, arbitrary: numberText.map((N) => ({ N })) },
  { weight: 1, arbitrary: bytes.map((B) => ({ B })) },
  { weight: 1, arbitrary: fc.boolean().map((BOOL) => ({ BOOL })) },
  { weight: 1, arbitrary: fc.constant({ NULL: true }) },
);
const set: fc.Arbitrary<AttributeValue> = fc.oneof(
  fc.uniqueArray(shortText, { minLength: 1, maxLength: 4 }).map((SS) => ({ SS })),
  fc.uniqueArray(numberText, { minLength: 1, maxLength: 4, selector: normal }).map((NS) => ({ NS })),
  fc.uniqueArray(bytes, { minLength: 1, maxLength: 3 }).map((BS) => ({ BS })),
);
const names = fc.constantFrom('x', 'y');
export const value: fc.Arbitrary<AttributeValue> = fc.letrec<{ value: AttributeValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: scalar },
    { weight: 2, arbitrary: set },
    { weight: 2, arbitrary: fc.array(tie('value'), { maxLength: 3 }).map((L) => ({ L })) },
    {
      weight: 2,
      arbitrary: fc
        .dictionary(names, tie('value'), { maxKeys: 2, noNullPrototype: true })
        .map((M) => ({ M })),
    },
  ),
})).value;

const chosen = (chance: number) => fc.integer({ min: 1, max: 100 }).map((percent) => percent <= chance);
const rarely = <T>(usual: fc.Arbitrary<T>, odd: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 19, arbitrary: usual }, { weight: 1, arbitrary: odd });

const list = fc.array(value, { maxLength: 4 }).map((L): AttributeValue => ({ L }));
const map = fc
  .dictionary(names, value, { maxKeys: 2, noNullPrototype: true })
  .map((M): AttributeValue => ({ M }));

const attributes: fc.Arbitrary<Item> = fc
  .record(
    {
      n: rarely(
        numberText.map((N): AttributeValue => ({ N })),
        value,
      ),
      s: shortText.map((S): AttributeValue => ({ S })),
      l: rarely(list, value),
      m: rarely(map, value),
      t: rarely(set, value),
      v: value,
    },
    { requiredKeys: [], noNullPrototype: true },
  )
  .map((item) => item as Item);

type KeyTemplate = (run: string) => Item;
const hashName = fc.constantFrom('p', 'q');
const rangeValues: Record<string, fc.Arbitrary<AttributeValue>> = {
  documents: fc.constantFrom('1', '12', '2', '中', 'b').map((S) => ({ S })),
  numbers: numberText.map((N) => ({ N })),
  binaries: bytes.filter((B) => B !== '').map((B) => ({ B })),
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

/** Collects the placeholders of one request while its expressions are printed. */
export class Placeholders {
  readonly values: Record<string, AttributeValue> = {};
  readonly names: Record<string, string> = {};

  value(given: AttributeValue): string {
    const name = `:v${Object.keys(this.values).length}`;
    this.values[name] = given;
    return name;
  }

  name(given: string): string {
    const name = `#n${given}`;
    this.names[name] = given;
    return name;
  }

  parameters(): Record<string, unknown> {
    return {
      ...(Object.keys(this.values).length > 0 ? { ExpressionAttributeValues: this.values } : {}),
      ...(Object.keys(this.names).length > 0 ? { ExpressionAttributeNames: this.names } : {}),
    };
  }
}

type Printer = (into: Placeholders) => string;
const constant =
  (text: string): Printer =>
  () =>
    text;

const path: fc.Arbitrary<Printer> = fc.oneof(
  {
    weight: 8,
    arbitrary: fc
      .constantFrom(
        'n',
        's',
        'l',
        'm',
        't',
        'v',
        'l[0]',
        'l[1]',
        'l[7]',
        'm.x',
        'm.y',
        'v.x',
        'v[0]',
        'm.x.y',
        'm.y[1]',
        'zz',
      )
      .map(constant),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom('n', 's', 'l', 'm').map(
      (name): Printer =>
        (into) =>
          into.name(name),
    ),
  },
);
const literal = value.map(
  (given): Printer =>
    (into) =>
      into.value(given),
);
const operand: fc.Arbitrary<Printer> = fc.oneof(
  { weight: 4, arbitrary: literal },
  { weight: 2, arbitrary: path },
  {
    weight: 1,
    arbitrary: path.map(
      (of): Printer =>
        (into) =>
          `size(${of(into)})`,
    ),
  },
);

const types = fc.constantFrom('S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M');
const test: fc.Arbitrary<Printer> = fc.oneof(
  fc.tuple(path, fc.constantFrom('=', '<>', '<', '<=', '>', '>='), operand).map(
    ([left, comparator, right]): Printer =>
      (into) =>
        `${left(into)} ${comparator} ${right(into)}`,
  ),
  fc.tuple(operand, fc.constantFrom('=', '<>', '<', '>='), operand).map(
    ([left, comparator, right]): Printer =>
      (into) =>
        `${left(into)} ${comparator} ${right(into)}`,
  ),
  fc.tuple(path, operand, operand).map(
    ([of, low, high]): Printer =>
      (into) =>
        `${of(into)} BETWEEN ${low(into)} AND ${high(into)}`,
  ),
  fc.tuple(path, fc.array(operand, { minLength: 1, maxLength: 3 })).map(
    ([of, options]): Printer =>
      (into) =>
        `${of(into)} IN (${options.map((o) => o(into)).join(', ')})`,
  ),
  path.map(
    (of): Printer =>
      (into) =>
        `attribute_exists(${of(into)})`,
  ),
  path.map(
    (of): Printer =>
      (into) =>
        `attribute_not_exists(${of(into)})`,
  ),
  fc.tuple(path, types).map(
    ([of, S]): Printer =>
      (into) =>
        `attribute_type(${of(into)}, ${into.value({ S })})`,
  ),
  fc.tuple(path, operand).map(
    ([of, prefix]): Printer =>
      (into) =>
        `begins_with(${of(into)}, ${prefix(into)})`,
  ),
  fc.tuple(path, operand).map(
    ([of, part]): Printer =>
      (into) =>
        `contains(${of(into)}, ${part(into)})`,
  ),
);

/** dynalite's grammar has no NOT NOT: the embedded engine refuses it. */
const negation = (text: string) => (text.startsWith('NOT ') ? `NOT (${text})` : `NOT ${text}`);

/** Without brackets the precedence of NOT, AND and OR decides. */
const BRACKETS: [string, string][] = [
  ['(', ')'],
  ['', ''],
  ['( ', '\n)'],
];

export const condition: fc.Arbitrary<Printer> = fc.letrec<{ condition: Printer }>((tie) => ({
  condition: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 4, arbitrary: test },
    {
      weight: 1,
      arbitrary: tie('condition').map(
        (of): Printer =>
          (into) =>
            negation(of(into)),
      ),
    },
    {
      weight: 2,
      arbitrary: fc
        .tuple(
          tie('condition'),
          fc.constantFrom('AND', 'OR', 'and', 'Or'),
          tie('condition'),
          fc.constantFrom(...BRACKETS),
        )
        .map(
          ([a, word, b, [open, close]]): Printer =>
            (into) =>
              `${open}${a(into)}${close} ${word} ${open}${b(into)}${close}`,
        ),
    },
  ),
})).condition;

const numeric: fc.Arbitrary<Printer> = fc.oneof(
  path,
  numberText.map(
    (N): Printer =>
      (into) =>
        into.value({ N }),
  ),
);
const listOperand: fc.Arbitrary<Printer> = fc.oneof(
  fc.constantFrom('l', 'v').map(constant),
  list.map(
    (given): Printer =>
      (into) =>
        into.value(given),
  ),
);
const setValue: fc.Arbitrary<Printer> = fc.oneof(
  literal,
  path,
  fc.tuple(numeric, fc.constantFrom('+', '-'), numeric).map(
    ([a, sign, b]): Printer =>
      (into) =>
        `${a(into)} ${sign} ${b(into)}`,
  ),
  fc.tuple(path, fc.oneof(literal, path)).map(
    ([of, otherwise]): Printer =>
      (into) =>
        `if_not_exists(${of(into)}, ${otherwise(into)})`,
  ),
  fc.tuple(listOperand, listOperand).map(
    ([a, b]): Printer =>
      (into) =>
        `list_append(${a(into)}, ${b(into)})`,
  ),
);
const addValue: fc.Arbitrary<Printer> = rarely(
  fc.oneof(
    numberText.map((N): AttributeValue => ({ N })),
    set,
  ),
  value,
).map(
  (given): Printer =>
    (into) =>
      into.value(given),
);
const removeValue: fc.Arbitrary<Printer> = rarely(set, value).map(
  (given): Printer =>
    (into) =>
      into.value(given),
);

const clause = (word: string, part: fc.Arbitrary<Printer>): fc.Arbitrary<Printer> =>
  fc.array(part, { minLength: 1, maxLength: 3 }).map(
    (parts): Printer =>
      (into) =>
        `${word} ${parts.map((print) => print(into)).join(', ')}`,
  );
const update: fc.Arbitrary<Printer> = fc
  .record(
    {
      set: clause(
        'SET',
        fc.tuple(path, setValue).map(
          ([to, given]): Printer =>
            (into) =>
              `${to(into)} = ${given(into)}`,
        ),
      ),
      remove: clause('REMOVE', path),
      add: clause(
        'ADD',
        fc.tuple(path, addValue).map(
          ([to, given]): Printer =>
            (into) =>
              `${to(into)} ${given(into)}`,
        ),
      ),
      delete: clause(
        'DELETE',
        fc.tuple(path, removeValue).map(
          ([to, given]): Printer =>
            (into) =>
              `${to(into)} ${given(into)}`,
        ),
      ),
    },
    { requiredKeys: [] },
  )
  .filter((clauses) => Object.keys(clauses).length > 0)
  .map(
    (clauses): Printer =>
      (into) =>
        Object.values(clauses)
          .map((print) => print!(into))
          .join(' '),
  );

const projection: fc.Arbitrary<Printer> = fc
  .array(fc.oneof(path, fc.constantFrom('pk', 'sk', 'g').map(constant)), { minLength: 1, maxLength: 3 })
  .map(
    (parts): Printer =>
      (into) =>
        parts.map((print) => print(into)).join(', '),
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
const transactGet: fc.Arbitrary<Template> = fc
  .array(
    tableName.chain((table) =>
      keyOf(table).map((key) => (run: string) => ({ TableName: table, Key: key(run) })),
    ),
    { minLength: 1, maxLength: 3 },
  )
  .map((gets) => (run) => ({
    operation: 'TransactGetItems',
    input: { TransactItems: gets.map((make) => ({ Get: make(run) })) },
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

const batchWrite: fc.Arbitrary<Template> = fc
  .array(
    tableName.chain((table) =>
      fc.oneof(
        itemOf(table).map((item) => (run: string) => ({
          table,
          request: { PutRequest: { Item: item(run) } },
        })),
        keyOf(table).map((key) => (run: string) => ({
          table,
          request: { DeleteRequest: { Key: key(run) } },
        })),
      ),
    ),
    { minLength: 1, maxLength: 4 },
  )
  .map((writes) => (run) => {
    const RequestItems: Record<string, unknown[]> = {};
    for (const make of writes) {
      const { table, request } = make(run);
      RequestItems[table] = [...(RequestItems[table] ?? []), request];
    }
    return { operation: 'BatchWriteItem', input: { RequestItems } };
  });

interface Selection {
  table: string;
  index?: string;
  hash: string;
  range?: { name: string; value: fc.Arbitrary<AttributeValue> };
}
const SELECTIONS: Selection[] = [
  { table: 'documents', hash: 'pk', range: { name: 'sk', value: rangeValues.documents! } },
  { table: 'documents', index: 'by-number', hash: 'g', range: { name: 'n', value: rangeValues.numbers! } },
  { table: 'documents', index: 'keys-only', hash: 'g' },
  { table: 'numbers', hash: 'pk', range: { name: 'sk', value: rangeValues.numbers! } },
  { table: 'binaries', hash: 'pk', range: { name: 'sk', value: rangeValues.binaries! } },
];

const rangeTest = ({ name, value: given }: NonNullable<Selection['range']>): fc.Arbitrary<Printer> =>
  fc.oneof(
    fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>='), given).map(
      ([sign, bound]): Printer =>
        (into) =>
          `${name} ${sign} ${into.value(bound)}`,
    ),
    fc.tuple(given, given).map(
      ([a, b]): Printer =>
        (into) =>
          `${name} BETWEEN ${into.value(a)} AND ${into.value(b)}`,
    ),
    given.map(
      (bound): Printer =>
        (into) =>
          `begins_with(${name}, ${into.value(bound)})`,
    ),
  );

const query: fc.Arbitrary<Template> = fc.constantFrom(...SELECTIONS).chain((selection) =>
  fc
    .record({
      hash: selection.hash === 'pk' ? hashName : fc.constantFrom('g', 'h'),
      range: selection.range ? optional(rangeTest(selection.range)) : fc.constant(undefined),
      filter: optional(condition),
      parts: optional(projection),
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
          ...(limit ? { Limit: limit } : {}),
          ...into.parameters(),
        },
      };
    }),
);

/** Returned parts of documents are left out: DynamoDB Local returns the whole attribute there, the service the part. */
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

export const request: fc.Arbitrary<Template> = fc.oneof(
  { weight: 5, arbitrary: single('PutItem', putInput, ['NONE', 'ALL_OLD']) },
  { weight: 6, arbitrary: single('UpdateItem', updateInput, ['NONE', 'ALL_OLD', 'ALL_NEW']) },
  { weight: 2, arbitrary: single('DeleteItem', deleteInput, ['NONE', 'ALL_OLD']) },
  { weight: 2, arbitrary: get },
  { weight: 5, arbitrary: query },
  { weight: 4, arbitrary: transact },
  { weight: 1, arbitrary: transactGet },
  { weight: 2, arbitrary: batchWrite },
  { weight: 1, arbitrary: batchGet },
  { weight: 1, arbitrary: updatedParts },
);
