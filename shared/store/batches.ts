import * as z from 'zod/mini';
import { CountedWindow } from '../contracts/calendar.ts';
import { Finding } from '../contracts/finding.ts';
import { type Actor, ActorSchema } from '../contracts/roles.ts';
import { type Key, keys } from './base/keys.ts';
import { create, put, type Table, type Write } from './base/table.ts';

/**
 * Acts on many applications. The aggregate that decides (a publicity, a report, a session) writes chunks of the work
 * in its own transaction; the stream consumer carries them out, one application at a time, as often as it takes.
 */

/** An act as a chunk carries it: without its actor, who stands on the chunk, and without a reason. */
export const BatchActSchema = z.discriminatedUnion('name', [
  z.object({ name: z.literal('PUBLISH'), publicityId: z.string(), window: z.optional(CountedWindow) }),
  z.object({ name: z.literal('PUBLISH_RESULT'), publicityId: z.string(), window: z.optional(CountedWindow) }),
  z.object({
    name: z.literal('ASSIGN_SESSION'),
    sessionId: z.string(),
    groupId: z.string(),
    eligibleExperts: z.number(),
  }),
  z.object({ name: z.literal('ABORT_SESSION') }),
  z.object({ name: z.literal('REPORT'), reportId: z.string() }),
  z.object({ name: z.literal('AUTHORITY_APPROVE'), lane: z.string() }),
  z.object({ name: z.literal('SEND_BACK'), lane: z.string(), publicityId: z.string() }),
  z.object({ name: z.literal('ISSUE_DOCUMENT'), documentNo: z.string(), publishedAt: z.string() }),
]);
export type BatchAct = z.infer<typeof BatchActSchema>;

export const BatchChunkSchema = z.object({
  batchId: z.string(),
  chunk: z.number(),
  /** Whose batch it is; who may look at its progress. */
  planCode: z.string(),
  act: BatchActSchema,
  actor: ActorSchema,
  applicationIds: z.array(z.string()),
  /** Reasons by application, for acts that demand one. */
  reasons: z.optional(z.record(z.string(), z.string())),
  createdAt: z.string(),
  doneAt: z.optional(z.string()),
});
export type BatchChunk = z.infer<typeof BatchChunkSchema>;

/** Why an application of a batch was left as it was. */
export const BatchResultSchema = z.object({
  batchId: z.string(),
  applicationId: z.string(),
  code: z.string(),
  findings: z.array(Finding),
  at: z.string(),
});
export type BatchResult = z.infer<typeof BatchResultSchema>;

/** Applications of one chunk; a chunk is what one invocation of the consumer carries out. */
export const CHUNK_SIZE = 100;

export interface NewBatch {
  batchId: string;
  planCode: string;
  act: BatchAct;
  actor: Actor;
  applicationIds: readonly string[];
  reasons?: Record<string, string>;
  createdAt: string;
  /** Number of the first chunk, when several acts share a batch. */
  firstChunk?: number;
}

/** The chunks of a batch: one write for every hundred applications. */
export function batchWrites(table: Table, batch: NewBatch): Write[] {
  const { applicationIds, reasons, firstChunk = 0, ...facts } = batch;
  const writes: Write[] = [];
  for (let from = 0; from < applicationIds.length; from += CHUNK_SIZE) {
    const ids = applicationIds.slice(from, from + CHUNK_SIZE);
    const chunk = firstChunk + writes.length;
    const item = {
      ...facts,
      chunk,
      applicationIds: ids,
      ...(reasons ? { reasons: Object.fromEntries(ids.map((id) => [id, reasons[id] ?? ''])) } : {}),
      type: 'BATCH',
    };
    writes.push(create(table.name, keys.batch(batch.batchId, chunk), item));
  }
  return writes;
}

export function getChunk(table: Table, key: Key): Promise<BatchChunk | undefined> {
  return table.get(BatchChunkSchema, key);
}

export function chunksOf(table: Table, batchId: string): Promise<BatchChunk[]> {
  return table.queryAll(BatchChunkSchema, { partition: keys.batch(batchId, 0).pk, prefix: 'CHUNK#' });
}

export function resultsOf(table: Table, batchId: string): Promise<BatchResult[]> {
  return table.queryAll(BatchResultSchema, { partition: keys.batch(batchId, 0).pk, prefix: 'RESULT#' });
}

/** Records a refusal, for good: the same chunk carried out again leaves this application alone. */
export function resultWrite(table: Table, result: BatchResult): Write {
  const { batchId, applicationId } = result;
  return put(table.name, keys.batchResult(batchId, applicationId), { ...result, type: 'BATCH_RESULT' });
}

export function doneWrite(table: Table, chunk: BatchChunk, at: string): Write {
  return put(table.name, keys.batch(chunk.batchId, chunk.chunk), { ...chunk, doneAt: at, type: 'BATCH' });
}
