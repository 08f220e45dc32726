import { randomBytes } from 'node:crypto';
import * as z from 'zod/mini';
import { type Actor, ActorSchema } from '../../contracts/roles.ts';
import { appendEvent, genesisHead, saltedHash } from '../../rules/audit/chain.ts';
import { type Key, keys } from './keys.ts';
import { type Item, toItem, type Write } from './table.ts';

/** What every audited aggregate carries: number and hash of its last event (V7). 0 and '' before the first. */
export interface Audited {
  version: number;
  auditHash: string;
}

/**
 * An event as it is stored: the chained part, and the detail that erasure may remove (V7). The chain holds the words
 * of a reason as a salted hash (`reasonHash`); the words themselves stand in `reason`.
 */
export const StoredEventSchema = z.object({
  seq: z.number(),
  prevHash: z.string(),
  hash: z.string(),
  at: z.string(),
  actor: ActorSchema,
  act: z.string(),
  subject: z.string(),
  payloadHash: z.string(),
  reason: z.optional(z.string()),
  reasonHash: z.optional(z.string()),
  snapshotHash: z.optional(z.string()),
  salt: z.optional(z.string()),
  /** What the act brought along; not chained, only its salted hash is. */
  detail: z.optional(z.unknown()),
  transition: z.optional(z.string()),
  from: z.optional(z.string()),
  to: z.optional(z.string()),
});
export type StoredEvent = z.infer<typeof StoredEventSchema>;

export interface AuditedChange<T extends Audited> {
  tableName: string;
  key: Key;
  /** Partition of the events and id of the chain, where several aggregates share `key.pk`; default `key.pk`. */
  chain?: string;
  /** Stored `type` attribute: what stream consumers filter on. */
  type: string;
  /** Undefined when the aggregate is being created. */
  before: T | undefined;
  next: T;
  /** Sparse index attributes, recomputed at every write; absent ones vanish from the index. */
  indexes?: Record<string, string | undefined>;
  /** Stages in which the act is possible: part of the condition, so that no race can skip the table. */
  stages?: readonly string[];
  event: {
    act: string;
    actor: Actor;
    at: string;
    reason?: string;
    snapshotHash?: string;
    payload?: unknown;
    transition?: string;
    from?: string;
    to?: string;
  };
}

/**
 * The two writes of one audited change: the aggregate on the condition that nobody has changed it since it was
 * read, and the event that says so. They go into one transaction, with whatever else the act writes.
 */
export function auditedWrites<T extends Audited>(
  change: AuditedChange<T>,
): { next: T; event: StoredEvent; writes: Write[] } {
  const { tableName, key, type, before, indexes, stages } = change;
  const { payload, transition, from, to, actor, reason, at, act, snapshotHash } = change.event;
  const chain = change.chain ?? key.pk;
  const salt = randomBytes(16).toString('hex');
  const head = before
    ? { chainId: chain, length: before.version, hash: before.auditHash }
    : genesisHead(chain);
  const reasonHash = reason === undefined ? undefined : saltedHash(reason, salt);
  const { event: chained } = appendEvent(head, {
    at,
    actor,
    act,
    snapshotHash,
    reason: reasonHash,
    subject: chain,
    payloadHash: saltedHash(stripUndefined(payload), salt),
  });
  const event: StoredEvent = {
    ...chained,
    actor,
    reason,
    reasonHash,
    salt,
    detail: payload,
    transition,
    from,
    to,
  };
  const next: T = { ...change.next, version: chained.seq, auditHash: chained.hash };
  const stageList = (stages ?? []).map((_, i) => `:s${i}`).join(', ');
  const condition = before
    ? `version = :version${stageList ? ` AND stage IN (${stageList})` : ''}`
    : 'attribute_not_exists(pk)';
  const values: Item = before
    ? { ':version': before.version, ...Object.fromEntries((stages ?? []).map((s, i) => [`:s${i}`, s])) }
    : {};
  return {
    next,
    event,
    writes: [
      {
        Put: {
          TableName: tableName,
          Item: toItem({ ...(next as object), ...indexes, ...key, type }),
          ConditionExpression: condition,
          ...(before ? { ExpressionAttributeValues: toItem(values) } : {}),
          ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
        },
      },
      {
        Put: {
          TableName: tableName,
          Item: toItem({ ...event, ...keys.event(chain, event.seq), type: 'EVENT' }),
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    ],
  };
}

/** Canonical JSON knows no undefined; what is absent is left out before hashing, as it is before storing. */
function stripUndefined(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
