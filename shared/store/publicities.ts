import * as z from 'zod/mini';
import { CountedWindow, PublicityProof } from '../contracts/calendar.ts';
import { Finding } from '../contracts/finding.ts';
import { ActorSchema } from '../contracts/roles.ts';
import { ProblemError } from '../errors.ts';
import { inListOrder } from '../rules/publicity/list.ts';
import { type AuditedChange, auditedWrites } from './base/audited.ts';
import { keys, listPartition } from './base/keys.ts';
import { create, put, type Table, toItem, type Write } from './base/table.ts';

/** Publicities 公示 (R63, R65, §7.1): the head is an audited aggregate, every entry an item of its own. */

const Excluded = z.object({
  applicationId: z.string(),
  applicationNo: z.optional(z.string()),
  findings: z.array(Finding),
});

export const PublicitySchema = z.object({
  publicityId: z.string(),
  kind: z.enum(['PRE', 'RESULT']),
  planCode: z.string(),
  /** Of the plan: the one that its applications were submitted under (G1); without it, the first that there was. */
  planVersion: z.optional(z.number()),
  title: z.string(),
  /** OPEN from publishing on; what time makes of it is computed (rules/publicity/list). DISCARDED: never published (D26). */
  status: z.enum(['PREPARED', 'OPEN', 'DISCARDED']),
  count: z.number(),
  window: z.optional(CountedWindow),
  publishedAt: z.optional(z.string()),
  /** When the sweeper found every window over and nothing objected to; an entry re-opened later may close after it. */
  closedAt: z.optional(z.string()),
  /** K4: hash of the list as published; a corrected entry gives the list a new one. */
  listHash: z.optional(z.string()),
  /** Entries whose correction opened a window of their own (T24, T34). */
  reopened: z.optional(z.array(z.object({ applicationId: z.string(), window: CountedWindow }))),
  /** K4, D18: the proof of every close, as it was at that moment, oldest first. Nothing rewrites it. */
  proofs: z.optional(z.array(PublicityProof)),
  preparedBy: ActorSchema,
  openedBy: z.optional(ActorSchema),
  excluded: z.array(Excluded),
  batchId: z.optional(z.string()),
  createdAt: z.string(),
  version: z.number(),
  auditHash: z.string(),
});
export type Publicity = z.infer<typeof PublicitySchema>;

/** A row of the list: white-listed fields and where the entry stands; nothing else is ever stored here (V1). */
export const EntrySchema = z.object({
  publicityId: z.string(),
  applicationId: z.string(),
  applicationNo: z.string(),
  name: z.string(),
  unit: z.string(),
  title: z.string(),
  specialty: z.string(),
  level: z.string(),
  mode: z.string(),
  status: z.enum(['LISTED', 'OBJECTED', 'CLEARED', 'UPHELD', 'REMOVED']),
});
export type PublicityEntry = z.infer<typeof EntrySchema>;

export async function requirePublicity(table: Table, publicityId: string): Promise<Publicity> {
  const found = await table.get(PublicitySchema, keys.publicity(publicityId));
  if (!found) throw new ProblemError('NOT_FOUND');
  return found;
}

export async function entriesOf(table: Table, publicityId: string): Promise<PublicityEntry[]> {
  const entries = await table.queryAll(EntrySchema, {
    partition: keys.publicity(publicityId).pk,
    prefix: 'ENTRY#',
  });
  return inListOrder(entries);
}

export function getEntry(
  table: Table,
  publicityId: string,
  applicationId: string,
): Promise<PublicityEntry | undefined> {
  return table.get(EntrySchema, keys.publicityEntry(publicityId, applicationId));
}

/** Publicities of a plan, newest first. */
export async function publicitiesOf(table: Table, planCode: string): Promise<Publicity[]> {
  return table.queryAll(PublicitySchema, {
    index: 'owner',
    partition: listPartition('PUBLICITY', planCode),
    newestFirst: true,
  });
}

export function publicityWrites(
  table: Table,
  before: Publicity | undefined,
  next: Publicity,
  event: AuditedChange<Publicity>['event'],
): { next: Publicity; writes: Write[] } {
  return auditedWrites({
    tableName: table.name,
    key: keys.publicity(next.publicityId),
    type: 'PUBLICITY',
    before,
    next,
    indexes: {
      ownerPk: listPartition('PUBLICITY', next.planCode),
      ownerSk: `${next.createdAt}#${next.publicityId}`,
    },
    event,
  });
}

/** Most writes of one DynamoDB transaction. */
const TRANSACTION = 100;

/**
 * Stores the rows of a list that nobody can see yet: they hang on a head that is written after them. A crash in
 * between leaves rows of a publicity that does not exist.
 */
export async function storeEntries(table: Table, entries: readonly PublicityEntry[]): Promise<void> {
  for (let from = 0; from < entries.length; from += TRANSACTION) {
    await table.transact(
      entries.slice(from, from + TRANSACTION).map((entry) =>
        create(table.name, keys.publicityEntry(entry.publicityId, entry.applicationId), {
          ...entry,
          type: 'PUBLICITY_ENTRY',
        }),
      ),
    );
  }
}

export function entryWrite(table: Table, entry: PublicityEntry): Write {
  return put(table.name, keys.publicityEntry(entry.publicityId, entry.applicationId), {
    ...entry,
    type: 'PUBLICITY_ENTRY',
  });
}

export function removeEntryWrite(table: Table, entry: PublicityEntry): Write {
  return {
    Delete: {
      TableName: table.name,
      Key: toItem({ ...keys.publicityEntry(entry.publicityId, entry.applicationId) }),
    },
  };
}

/** The entry of an application leaves the running, for it has been withdrawn, disqualified or refused. */
export async function entryStatusWrites(
  table: Table,
  publicityId: string | undefined,
  applicationId: string,
  status: PublicityEntry['status'],
): Promise<Write[]> {
  const entry = publicityId ? await getEntry(table, publicityId, applicationId) : undefined;
  return entry && entry.status !== status ? [entryWrite(table, { ...entry, status })] : [];
}
