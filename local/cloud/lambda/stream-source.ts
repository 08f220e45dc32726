import { appendFileSync } from 'node:fs';
import type { StreamRecord } from '../dynamodb/index.ts';
import type { StreamMapping } from '../template/read-template.ts';
import type { InvocationResult } from './index.ts';
import { matchesPattern } from './pattern.ts';

interface Options {
  mapping: StreamMapping;
  region: string;
  read(afterSequence: number, limit: number): StreamRecord[];
  onAppend(listener: () => void): () => void;
  checkpoint: { get(): number; set(sequence: number): void };
  trim(upToSequence: number): void;
  invoke(target: string, event: unknown): Promise<InvocationResult>;
  /** JSON lines of records that were given up, as a dead-letter queue would hold them. */
  deadLetterFile: string;
  report(line: string): void;
}

export interface StreamSource {
  start(): void;
  /** Resolves when everything written so far has been consumed. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

/** Records read ahead in one look; filtered ones cost nothing. */
const READ_AHEAD = 200;
const FIRST_RETRY_MS = 100;
const LONGEST_RETRY_MS = 5000;

/**
 * Lambda's event source mapping for a table's stream: batches in order, partial batch failures, halving of a batch that
 * fails as a whole, retries with backoff, dead letters after the last one. The checkpoint is durable and moves only after success, so records come at least once.
 */
export function createStreamSource(options: Options): StreamSource {
  const { mapping } = options;
  let running = false;
  let stopped = false;
  let pending = true;
  let loop: Promise<void> = Promise.resolve();
  let cutShort: (() => void) | undefined;
  const unsubscribe = options.onAppend(() => {
    pending = true;
    if (!running && !stopped) kick();
  });

  const kick = () => {
    running = true;
    loop = drain().finally(() => {
      running = false;
      if (pending && !stopped) kick();
    });
  };

  const drain = async () => {
    while (!stopped) {
      pending = false;
      const from = options.checkpoint.get();
      const records = options.read(from, READ_AHEAD);
      if (records.length === 0) return;
      const wanted = records.filter(
        (r) => mapping.filters.length === 0 || mapping.filters.some((f) => matchesPattern(f, r)),
      );
      const last = records.at(-1)?.sequence ?? from;
      for (let i = 0; i < wanted.length && !stopped; i += mapping.batchSize)
        await deliver(wanted.slice(i, i + mapping.batchSize));
      if (stopped) return;
      options.checkpoint.set(last);
      options.trim(last);
    }
  };

  /** Delivers until every record is taken or given up. */
  const deliver = async (batch: StreamRecord[]): Promise<void> => {
    let left = batch;
    for (let attempt = 0; left.length > 0 && !stopped; attempt++) {
      const failedAt = await firstFailure(left);
      if (failedAt === 'all' && mapping.bisect && left.length > 1) {
        const half = Math.ceil(left.length / 2);
        await deliver(left.slice(0, half));
        return deliver(left.slice(half));
      }
      if (failedAt !== 0 && failedAt !== 'all') {
        const taken = failedAt === undefined ? left : left.slice(0, failedAt);
        const sequence = taken.at(-1)?.sequence;
        if (sequence !== undefined) options.checkpoint.set(sequence);
        left = failedAt === undefined ? [] : left.slice(failedAt);
        attempt = 0;
        continue;
      }
      if (attempt >= mapping.retryAttempts) {
        const [lost, ...rest] = left;
        appendFileSync(options.deadLetterFile, `${JSON.stringify({ mapping: mapping.id, record: lost })}\n`);
        options.report(
          `A change was given up after ${attempt} attempts; it is in ${options.deadLetterFile}.`,
        );
        left = rest;
        attempt = 0;
        continue;
      }
      await pause(Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** attempt));
    }
  };

  /** Index of the first record that was not taken; undefined when all were, `all` when nobody can tell which was not. */
  const firstFailure = async (batch: StreamRecord[]): Promise<number | 'all' | undefined> => {
    const result = await options.invoke(mapping.target, {
      Records: batch.map((r) => ({
        ...r,
        sequence: undefined,
        awsRegion: options.region,
        eventSource: 'aws:dynamodb',
        eventVersion: '1.1',
        eventSourceARN: mapping.tableName,
      })),
    });
    if ('functionError' in result) return 'all';
    const failures =
      (result.payload as { batchItemFailures?: { itemIdentifier: string }[] } | null)?.batchItemFailures ??
      [];
    if (failures.length === 0) return undefined;
    const indexes = failures.map((f) =>
      batch.findIndex((r) => r.dynamodb.SequenceNumber === f.itemIdentifier),
    );
    // An identifier that is not in the batch means the whole batch, as Lambda treats it.
    const first = Math.min(...indexes);
    return first < 0 ? 'all' : first;
  };

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      cutShort = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  return {
    start: kick,
    async idle() {
      do await loop;
      while (running || pending);
    },
    async stop() {
      stopped = true;
      unsubscribe();
      cutShort?.();
      await loop;
    },
  };
}
