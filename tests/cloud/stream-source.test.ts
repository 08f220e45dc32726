import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { StreamRecord } from '../../local/cloud/dynamodb/index.ts';
import { createStreamSource, type StreamSource } from '../../local/cloud/lambda/stream-source.ts';

/** The event source mapping of the embedded cloud: one record that nobody can take may not hold up the others. */

let dir: string;
let source: StreamSource | undefined;
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'zhiping-stream-'));
});
afterEach(async () => {
  await source?.stop();
  rmSync(dir, { recursive: true, force: true });
});

const record = (sequence: number) =>
  ({
    sequence,
    eventName: 'INSERT',
    dynamodb: { SequenceNumber: String(sequence) },
  }) as unknown as StreamRecord;
type Event = { Records: { dynamodb: { SequenceNumber: string } }[] };

/** Nine records, of which number 5 is poison; what was taken, and what was kept apart. */
async function consume(answer: (numbers: number[]) => unknown) {
  const records = Array.from({ length: 9 }, (_, i) => record(i + 1));
  const taken: number[] = [];
  let at = 0;
  source = createStreamSource({
    mapping: {
      id: 'm',
      tableName: 't',
      target: 'f',
      batchSize: 25,
      retryAttempts: 2,
      bisect: true,
      filters: [],
    },
    region: 'cn-north-1',
    read: (after, limit) => records.filter((r) => r.sequence > after).slice(0, limit),
    onAppend: () => () => {},
    checkpoint: { get: () => at, set: (n) => (at = n) },
    trim: () => {},
    invoke: async (_, event) => {
      const numbers = (event as Event).Records.map((r) => Number(r.dynamodb.SequenceNumber));
      const result = answer(numbers);
      const failed = result === 'throws' ? numbers : ((result as number[] | undefined) ?? []);
      taken.push(...numbers.filter((n) => !failed.includes(n)));
      if (result === 'throws') return { functionError: { errorType: 'Error', errorMessage: 'no' } } as never;
      return { payload: { batchItemFailures: failed.map((n) => ({ itemIdentifier: String(n) })) } } as never;
    },
    deadLetterFile: join(dir, 'dead.jsonl'),
    report: () => {},
  });
  source.start();
  await source.idle();
  const dead = readFileSync(join(dir, 'dead.jsonl'), 'utf8').trim().split('\n');
  return { taken: new Set(taken), dead: dead.map((line) => JSON.parse(line).record.sequence), at };
}

test('a function that throws for a whole batch: it is halved until only the poison is left, and that is kept', async () => {
  const { taken, dead, at } = await consume((numbers) => (numbers.includes(5) ? 'throws' : undefined));
  expect(dead).toEqual([5]);
  expect([...taken].sort()).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
  expect(at).toBe(9);
});

test('a function that names the record: the others are taken, and it is given up after its attempts', async () => {
  const { taken, dead, at } = await consume((numbers) => numbers.filter((n) => n === 5));
  expect(dead).toEqual([5]);
  expect([...taken].sort()).toEqual([1, 2, 3, 4, 6, 7, 8, 9]);
  expect(at).toBe(9);
});
