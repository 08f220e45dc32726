import * as z from 'zod/mini';
import { DirectoryVersionFacts } from '../contracts/directory.ts';
import { type AuditedChange, auditedWrites, type StoredEvent, StoredEventSchema } from './base/audited.ts';
import { keys } from './base/keys.ts';
import { put, type Table, toItem, type Write } from './base/table.ts';
import { publicationWrites } from './publications.ts';

/** Directories of cities by version, as plans are: an audited aggregate each with its document, and a list without. */

export const DirectoryHeadSchema = z.extend(DirectoryVersionFacts, { auditHash: z.string() });
export type DirectoryHead = z.infer<typeof DirectoryHeadSchema>;

/** With the document as JSON text: a draft may still be of any shape. */
export const DirectoryRecordSchema = z.extend(DirectoryHeadSchema, { document: z.string() });
export type DirectoryRecord = z.infer<typeof DirectoryRecordSchema>;

export const getDirectoryRecord = (
  table: Table,
  directoryCode: string,
  directoryVersion: number,
): Promise<DirectoryRecord | undefined> =>
  table.get(DirectoryRecordSchema, keys.directoryVersion(directoryCode, directoryVersion));

export const directoryRecords = (
  table: Table,
  heads: readonly Pick<DirectoryHead, 'directoryCode' | 'directoryVersion'>[],
): Promise<DirectoryRecord[]> =>
  table.getMany(
    DirectoryRecordSchema,
    heads.map((head) => keys.directoryVersion(head.directoryCode, head.directoryVersion)),
  );

/** Every version of one directory or of all, by code and version. */
export const directoryHeads = (table: Table, directoryCode?: string): Promise<DirectoryHead[]> =>
  table.queryAll(DirectoryHeadSchema, {
    partition: 'DIRECTORIES',
    prefix: directoryCode === undefined ? 'VERSION#' : `VERSION#${directoryCode}#`,
  });

/** Who did what to a version, oldest first. */
export const directoryEvents = (
  table: Table,
  { directoryCode, directoryVersion }: Pick<DirectoryHead, 'directoryCode' | 'directoryVersion'>,
): Promise<StoredEvent[]> =>
  table.queryAll(StoredEventSchema, {
    partition: keys.directoryVersion(directoryCode, directoryVersion).pk,
    prefix: 'EVENT#',
  });

/** One audited change of a version, with its line in the list. */
export function directoryWrites(
  table: Table,
  before: DirectoryRecord | undefined,
  next: DirectoryRecord,
  event: AuditedChange<DirectoryRecord>['event'],
): { next: DirectoryRecord; writes: Write[] } {
  const { directoryCode, directoryVersion } = next;
  const key = keys.directoryVersion(directoryCode, directoryVersion);
  const type = 'DIRECTORY_VERSION';
  const changed = auditedWrites({ tableName: table.name, key, type, before, next, event });
  const { document: _document, ...head } = changed.next;
  const listed = put(table.name, keys.directoryHead(directoryCode, directoryVersion), {
    ...head,
    type: 'DIRECTORY_HEAD',
  });
  // What ships is counted when all of it is stored: the functions that start store it side by side.
  const counted = before ? publicationWrites(table, before, next) : [];
  return { next: changed.next, writes: [...changed.writes, listed, ...counted] };
}

/** That this version is the newest from now on; fails when a newer one is published already. */
export const newestDirectoryWrite = (
  table: Table,
  directoryCode: string,
  directoryVersion: number,
): Write => ({
  Put: {
    TableName: table.name,
    Item: toItem({
      ...keys.directoryNewest(directoryCode),
      type: 'DIRECTORY_NEWEST',
      version: directoryVersion,
    }),
    ConditionExpression: 'attribute_not_exists(pk) OR version < :v',
    ExpressionAttributeValues: toItem({ ':v': directoryVersion }),
    ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
  },
});
