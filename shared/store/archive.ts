import * as z from 'zod/mini';
import type { BodyOf, ResponseOf } from '../contracts/api/index.ts';
import { ArchiveItemBody, archiveStatuses } from '../contracts/api/people.ts';
import type { ArchiveFacts } from '../contracts/declaration.ts';
import type { Finding } from '../contracts/finding.ts';
import type { Actor } from '../contracts/roles.ts';
import { ProblemError } from '../errors.ts';
import { findingTable } from '../rules/base/finding.ts';
import { auditedWrites } from './base/audited.ts';
import { keys, queuePartition, queueSort } from './base/keys.ts';
import { type Page, put, type Table, type Write } from './base/table.ts';
import { type FileRecord, getFiles } from './files.ts';

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
  if (!item) throw new ProblemError('NOT_FOUND');
  return item;
}

/** Everything in a person's archive, in the order of creation. */
export async function archiveOf(table: Table, personId: string): Promise<ArchiveRecord[]> {
  const items = await table.queryAll(ArchiveRecordSchema, {
    partition: keys.profile(personId).pk,
    prefix: 'ARCHIVE#',
  });
  return items.sort((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
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
 * A change of an item. Acts: SAVE_ARCHIVE_ITEM, SUBMIT_ARCHIVE_ITEM, APPROVE_ARCHIVE_ITEM, RETURN_ARCHIVE_ITEM. Saved
 * items stand in the queue ARCHIVE of the unit that is to decide (R6), oldest first.
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
export function freezeVersion(table: Table, item: ArchiveRecord): Write {
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

export function archiveView(item: ArchiveRecord): ResponseOf<'ArchiveItem'> {
  const { personName: _name, unit: _unit, createdAt: _created, auditHash: _hash, ...shown } = item;
  return shown;
}

/** An approved version as desks and experts see it. */
export function archiveVersionView(item: ArchiveVersion): ResponseOf<'ArchiveItem'> {
  return {
    ...item,
    approvedVersion: item.itemVersion,
    status: 'APPROVED',
    version: item.itemVersion,
    updatedAt: item.approvedBy.at,
  };
}

/** Every file of an item is the person's own. @throws {ProblemError} INVALID */
export async function requireOwnFiles(
  table: Table,
  fileIds: readonly string[],
  ownerId: string,
): Promise<FileRecord[]> {
  const files = await getFiles(table, fileIds);
  const own = new Set(files.filter((f) => f.ownerId === ownerId).map((f) => f.fileId));
  const strange = fileIds.filter((id) => !own.has(id));
  if (strange.length > 0)
    throw new ProblemError(
      'INVALID',
      strange.map((found) => find('FILE_UNKNOWN', { field: '/fileIds', found })),
    );
  return files;
}

/** R4, R6: may the item be put before the unit now? */
export function checkSubmittable(
  item: ArchiveRecord,
  files: readonly FileRecord[],
  unitBound: boolean,
): Finding[] {
  const open = item.status === 'DRAFT' || item.status === 'RETURNED';
  return [
    ...(open ? [] : [find('ARCHIVE_STATE', { found: item.status, allowed: 'DRAFT, RETURNED' })]),
    ...(unitBound ? [] : [find('CURRENT_UNIT_UNBOUND', { field: '/currentUnit' })]),
    ...files
      .filter((f) => f.status !== 'ACCEPTED')
      .map((f) => find('ATT_NOT_CLEAN', { field: '/fileIds', found: f.status, allowed: 'ACCEPTED' })),
  ];
}

/** @throws {ProblemError} SEPARATION_OF_DUTIES (C1), GUARD when it does not wait, INVALID without a remark */
export function checkDecidable(
  item: ArchiveRecord,
  decision: BodyOf<'ArchiveDecisionBody'>,
  reviewerId: string,
): void {
  if (item.personId === reviewerId) throw new ProblemError('SEPARATION_OF_DUTIES', [find('OWN_ITEM')]);
  if (item.status !== 'SAVED')
    throw new ProblemError('GUARD', [find('ARCHIVE_STATE', { found: item.status, allowed: 'SAVED' })]);
  if (decision.decision === 'RETURN' && !decision.remark?.trim())
    throw new ProblemError('INVALID', [find('REMARK_REQUIRED', { field: '/remark' })]);
}

/** The item after the unit's decision. */
export function decidedItem(
  item: ArchiveRecord,
  decision: BodyOf<'ArchiveDecisionBody'>,
  unit: { uscc: string; name: string },
  at: string,
): ArchiveRecord {
  if (decision.decision === 'RETURN') return { ...item, status: 'RETURNED', remark: decision.remark };
  return {
    ...item,
    status: 'APPROVED',
    approvedVersion: item.itemVersion,
    approvedBy: { uscc: unit.uscc, name: unit.name, at },
    remark: decision.remark,
  };
}

const find = findingTable({
  FILE_UNKNOWN: {
    rule: 'R3',
    zh: '没有找到您上传的文件 {found}',
    en: 'You have uploaded no file {found}',
  },
  ARCHIVE_STATE: {
    rule: 'R6',
    zh: '该业绩条目处于“{found}”，不能进行此操作',
    en: 'Not possible while the item is {found}',
  },
  CURRENT_UNIT_UNBOUND: {
    rule: 'R9',
    zh: '请先在“个人基本信息”中选择已绑定的现工作单位，业绩由该单位审查',
    en: 'Please choose a bound current unit in your profile first; it reviews the archive',
  },
  ATT_NOT_CLEAN: {
    rule: 'R57',
    zh: '有文件尚未通过检查（{found}）',
    en: 'A file has not passed its check ({found})',
  },
  OWN_ITEM: { rule: 'C1', zh: '不能审查本人的业绩', en: 'Nobody reviews an own item' },
  REMARK_REQUIRED: {
    rule: 'R6',
    zh: '退回须写明需要更正的内容',
    en: 'Say what must be corrected when returning an item',
  },
});
