import * as z from 'zod/mini';
import type { BodyOf } from '../contracts/api/index.ts';
import { ArchiveItemBody, archiveStatuses } from '../contracts/api/people.ts';
import type { ArchiveFacts } from '../contracts/declaration.ts';
import type { Actor } from '../contracts/roles.ts';
import { ProblemError } from '../errors.ts';
import { auditedWrites } from './base/audited.ts';
import { keys, queuePartition, queueSort } from './base/keys.ts';
import { type Page, put, type Table, type Write } from './base/table.ts';

const ApprovedBy = z.object({ uscc: z.string(), name: z.string(), at: z.string() });

/**
 * An item of 我的业绩档案 (R3, R6, §7.1): its newest version, and which version is approved. The approved content is
 * frozen in an item of its own, so that it stays extractable while a newer version is worked on.
 */
export const ArchiveRecordSchema = z.object({
  ...ArchiveItemBody.shape,
  itemId: z.string(),
  personId: z.string(),
  personName: z.string(),
  itemVersion: z.number(),
  status: z.enum(archiveStatuses),
  approvedVersion: z.nullable(z.number()),
  approvedBy: z.optional(ApprovedBy),
  /** The unit that it was last submitted to. */
  unit: z.optional(z.object({ uscc: z.string(), name: z.string() })),
  remark: z.optional(z.string()),
  /** Its last return, with what it said then: the next review sees what has changed. */
  lastReturn: z.optional(
    z.object({ at: z.string(), remark: z.string(), content: z.object(ArchiveItemBody.shape) }),
  ),
  /** Taken out by its person; the record and its events stay. */
  removedAt: z.optional(z.string()),
  createdAt: z.string(),
  updatedAt: z.string(),
  version: z.number(),
  auditHash: z.string(),
});
export type ArchiveRecord = z.infer<typeof ArchiveRecordSchema>;

/** A version as the unit approved it; never changed again. */
export const ArchiveVersionSchema = z.object({
  ...ArchiveItemBody.shape,
  itemId: z.string(),
  personId: z.string(),
  itemVersion: z.number(),
  approvedBy: ApprovedBy,
});
export type ArchiveVersion = z.infer<typeof ArchiveVersionSchema>;

export type ArchiveFields = BodyOf<'ArchiveItemBody'>;

/** @throws {ProblemError} NOT_FOUND */
export async function requireArchiveItem(
  table: Table,
  personId: string,
  itemId: string,
): Promise<ArchiveRecord> {
  const item = await table.get(ArchiveRecordSchema, keys.archiveItem(personId, itemId));
  if (!item || item.removedAt) throw new ProblemError('NOT_FOUND');
  return item;
}

/** Everything in a person's archive, in the order of creation. */
export async function archiveOf(table: Table, personId: string): Promise<ArchiveRecord[]> {
  const items = await table.queryAll(ArchiveRecordSchema, {
    partition: keys.profile(personId).pk,
    prefix: 'ARCHIVE#',
  });
  return items.filter((item) => !item.removedAt).sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
}

/** Those of the approved versions that exist. */
export function archiveVersions(
  table: Table,
  personId: string,
  wanted: readonly { itemId: string; version: number }[],
): Promise<ArchiveVersion[]> {
  return table.getMany(
    ArchiveVersionSchema,
    wanted.map((w) => keys.archiveVersion(personId, w.itemId, w.version)),
  );
}

/** The approved version of each item that has one, by the item's id. */
export async function approvedVersionsOf(
  table: Table,
  items: readonly ArchiveRecord[],
): Promise<Map<string, ArchiveVersion>> {
  const wanted = items.flatMap(({ personId, itemId, approvedVersion }) =>
    approvedVersion === null ? [] : [keys.archiveVersion(personId, itemId, approvedVersion)],
  );
  const found = await table.getMany(ArchiveVersionSchema, wanted);
  return new Map(found.map((one) => [one.itemId, one]));
}

/** What waits at a unit, oldest first. The index carries heads only; the items themselves are read. */
export async function archiveQueue(
  table: Table,
  uscc: string,
  cursor?: string,
): Promise<Page<ArchiveRecord>> {
  const heads = await table.query(z.object({ personId: z.string(), itemId: z.string() }), {
    index: 'queue',
    partition: queuePartition('ARCHIVE', uscc),
    limit: 50,
    ...(cursor ? { cursor } : {}),
  });
  const found = await table.getMany(
    ArchiveRecordSchema,
    heads.items.map((h) => keys.archiveItem(h.personId, h.itemId)),
  );
  const items = found
    .filter((i) => i.status === 'SAVED' && i.unit?.uscc === uscc)
    .sort((a, b) => (a.updatedAt < b.updatedAt ? -1 : 1));
  return { items, ...(heads.cursor ? { cursor: heads.cursor } : {}) };
}

/** Partition of an item's audit events; the person's own partition holds those of the profile. */
export const archiveChain = (item: { personId: string; itemId: string }): string =>
  `ARCHIVE#${item.personId}#${item.itemId}`;

/**
 * A change of an item. Acts: SAVE_ARCHIVE_ITEM, SUBMIT_ARCHIVE_ITEM, APPROVE_ARCHIVE_ITEM, RETURN_ARCHIVE_ITEM,
 * REMOVE_ARCHIVE_ITEM. Saved items stand in the queue ARCHIVE of the unit that is to decide (R6), oldest first.
 */
export function archiveWrites(
  table: Table,
  before: ArchiveRecord | undefined,
  next: ArchiveRecord,
  event: { act: string; actor: Actor; at: string; reason?: string; payload?: unknown },
): { next: ArchiveRecord; writes: Write[] } {
  const waiting = next.status === 'SAVED' && next.unit;
  return auditedWrites({
    tableName: table.name,
    key: keys.archiveItem(next.personId, next.itemId),
    chain: archiveChain(next),
    type: 'ARCHIVE_ITEM',
    before,
    next: { ...next, updatedAt: event.at },
    indexes: {
      queuePk: waiting ? queuePartition('ARCHIVE', waiting.uscc) : undefined,
      queueSk: waiting ? queueSort(event.at, next.itemId) : undefined,
    },
    event,
  });
}

/** Freezes the version that has just been approved (R6). */
export function archiveVersionWrite(table: Table, item: ArchiveRecord): Write {
  if (!item.approvedBy) throw new Error('only an approved version is frozen');
  const frozen: ArchiveVersion = {
    ...fieldsOf(item),
    itemId: item.itemId,
    personId: item.personId,
    itemVersion: item.itemVersion,
    approvedBy: item.approvedBy,
  };
  const key = keys.archiveVersion(item.personId, item.itemId, item.itemVersion);
  return put(table.name, key, { ...frozen, type: 'ARCHIVE_VERSION' });
}

export function fieldsOf(item: ArchiveFields): ArchiveFields {
  const { kind, title, role, collective, from, to, description, fileIds } = item;
  return { kind, title, role, collective, from, to, description, fileIds };
}

export function archiveFacts(item: ArchiveRecord): ArchiveFacts {
  return { approvedVersion: item.approvedVersion, latestStatus: item.status };
}
