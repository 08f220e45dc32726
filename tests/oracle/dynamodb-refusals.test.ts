import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMovableClock } from '../../local/cloud/clock/clock.ts';
import { DynamoDbError } from '../../local/cloud/dynamodb/errors.ts';
import { createDynamoDb } from '../../local/cloud/dynamodb/index.ts';
import { DOCUMENTS } from './dynamodb-arbitraries.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from './dynamodb-local.ts';
import { REFUSED } from './dynamodb-refusals.ts';

/** What is refused is refused in the words of Amazon's DynamoDB Local, but for the cases that `local/cloud/dynamodb/README.md` gives reasons for. */

const OTHER_WORDS = new Set([
  // Local judges with words of its own where the service answers with the API model's constraint.
  ...[
    'a short table name',
    'a table name of other characters',
    'no key',
    'no item',
    'Limit 0',
    'unknown Select',
  ],
  ...[
    'unknown ReturnValues',
    'unknown ReturnConsumedCapacity',
    'nothing asked in a batch',
    'no keys in a batch',
  ],
  ...['an update without an expression', 'ReturnValues of an update'],
  // Ours say more: which attribute, which index, which number.
  ...['an unknown table', 'half a key', 'a key of another type', 'a key with something more'],
  ...['an item without its key', 'an item whose key has another type', 'an index key of another type'],
  ...[
    'an index key of another type by update',
    'a long hash key',
    'a long range key',
    'a number that is none',
  ],
  ...['an empty number', 'a number of 39 digits', 'a bad value of a placeholder', 'a string twice in a set'],
  ...['a key condition without the hash', 'a key condition on something else', 'half a start'],
  // Which of two faults is named first is nobody's promise.
  'a start outside the query',
]);

const embedded = createDynamoDb({ file: ':memory:', clock: createMovableClock() });
let oracle: DynamoDbLocal;

/** Local leaves out how many errors were detected, and the quotes around values. */
const plain = (text: string) =>
  text.replace('1 validation error detected: ', '').replace(/Value '(.*?)' at/, 'Value $1 at');

function ours(operation: string, input: object): string {
  try {
    embedded.execute(operation, input);
    return 'accepted';
  } catch (error) {
    if (error instanceof DynamoDbError) return plain(`${error.name}: ${error.message}`);
    throw error;
  }
}

async function amazons(operation: string, input: object): Promise<string> {
  const { ok, body } = await oracle.send(operation, input);
  if (ok) return 'accepted';
  return plain(`${String(body.__type).split('#')[1]}: ${body.message ?? body.Message}`);
}

beforeAll(async () => {
  oracle = await startDynamoDbLocal();
  embedded.execute('CreateTable', DOCUMENTS);
  await oracle.send('CreateTable', DOCUMENTS);
});
afterAll(() => {
  oracle?.stop();
  embedded.close();
});

test.each(REFUSED)('%s', async (name, operation, input) => {
  const [mine, theirs] = [ours(operation, input), await amazons(operation, input)];
  expect(mine).not.toBe('accepted');
  if (OTHER_WORDS.has(name)) expect(theirs).not.toBe(mine);
  else expect(mine).toBe(theirs);
});
