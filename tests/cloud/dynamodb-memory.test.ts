import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createMovableClock } from '../../local/cloud/clock/clock.ts';
import { createDynamoDb, type EmbeddedDynamoDb } from '../../local/cloud/dynamodb/index.ts';
import { TABLE, TableName } from './dynamodb-kit.ts';

/** What a running engine remembers, it answers as one does that has just opened the file. */

// The index key and ordinary members, among them the names that every JavaScript object has.
const members = fc.dictionary(
  fc.constantFrom('desk', '__proto__', 'constructor', '10', '9', '职称'),
  fc.record({ S: fc.constantFrom('a', 'b', '职评') }),
);
const name = fc.constantFrom('p', 'q', '城', 'é');
const act = fc.oneof(
  fc.record({ kind: fc.constant('put' as const), pk: name, sk: name, more: members }),
  fc.record({
    kind: fc.constant('update' as const),
    pk: name,
    sk: name,
    desk: fc.constantFrom('a', 'b', undefined),
  }),
  fc.record({ kind: fc.constant('delete' as const), pk: name, sk: name }),
  fc.record({ kind: fc.constant('cancelled' as const), pk: name, sk: name }),
  fc.record({ kind: fc.constant('trim' as const), upTo: fc.nat(8) }),
  fc.record({ kind: fc.constant('look' as const) }),
);
type Act = typeof act extends fc.Arbitrary<infer T> ? T : never;

function carryOut(db: EmbeddedDynamoDb, one: Act): void {
  if (one.kind === 'trim' || one.kind === 'look') {
    if (one.kind === 'trim') db.trimStream(TableName, one.upTo);
    else everything(db);
    return;
  }
  const Key = { pk: { S: one.pk }, sk: { S: one.sk } };
  if (one.kind === 'put') db.execute('PutItem', { TableName, Item: { ...one.more, ...Key } });
  else if (one.kind === 'delete') db.execute('DeleteItem', { TableName, Key });
  else if (one.kind === 'update') {
    db.execute('UpdateItem', {
      TableName,
      Key,
      UpdateExpression: one.desk ? 'SET desk = :d' : 'REMOVE desk',
      ...(one.desk ? { ExpressionAttributeValues: { ':d': { S: one.desk } } } : {}),
    });
  } else {
    const never = {
      TableName,
      Key: { pk: { S: 'none' }, sk: { S: 'none' } },
      ConditionExpression: 'attribute_exists(pk)',
    };
    const TransactItems = [{ Put: { TableName, Item: Key } }, { ConditionCheck: never }];
    expect(() => db.execute('TransactWriteItems', { TransactItems })).toThrow('cancelled');
  }
}

/** Every item by every way to it, and the stream from every place in it. */
function everything(db: EmbeddedDynamoDb): string {
  const query = (KeyConditionExpression: string, S: string, IndexName?: string) =>
    db.execute('Query', {
      TableName,
      KeyConditionExpression,
      ExpressionAttributeValues: { ':k': { S } },
      ...(IndexName ? { IndexName } : {}),
    });
  const names = ['p', 'q', '城', 'é'];
  return JSON.stringify([
    db.execute('Scan', { TableName }),
    names.map((pk) => query('pk = :k', pk)),
    names.map((pk) =>
      names.map((sk) => db.execute('GetItem', { TableName, Key: { pk: { S: pk }, sk: { S: sk } } })),
    ),
    ['a', 'b', '职评'].map((desk) => query('desk = :k', desk, 'desk-keys')),
    [0, 1, 3, 8, 20].flatMap((after) => [2, 100].map((limit) => db.readStream(TableName, after, limit))),
  ]);
}

test('500 random histories: items, indexes and streams are the same after a restart', () => {
  const clock = createMovableClock();
  let runs = 0;
  try {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 25 }), (acts) => {
        // A file in memory, which stays as long as somebody has it open.
        const file = `file:memory-${runs++}?mode=memory&cache=shared`;
        const keeper = new DatabaseSync(file);
        const db = createDynamoDb({ file, clock });
        db.ensureTable(TABLE);
        for (const one of acts) carryOut(db, one);
        const running = everything(db);
        db.close();
        const again = createDynamoDb({ file, clock });
        expect(everything(again)).toBe(running);
        again.close();
        keeper.close();
      }),
      { numRuns: 500 },
    );
  } finally {
    clock.close();
  }
});
