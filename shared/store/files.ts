import * as z from 'zod/mini';
import type { FileState } from '../contracts/declaration.ts';
import { FilePurpose, FileVerdict } from '../contracts/file-verdict.ts';
import type { Actor } from '../contracts/roles.ts';
import { ProblemError } from '../errors.ts';
import { auditedWrites } from './base/audited.ts';
import { keys, personPartition } from './base/keys.ts';
import { put, type Table, type Write } from './base/table.ts';

/** Uploaded files (design.md §4): who owns one, what it is for, and what its inspection found. */

export const FileRecordSchema = z.object({
  fileId: z.string(),
  /** The account that asked for the upload; nobody else may attach the file. */
  ownerId: z.string(),
  purpose: FilePurpose,
  fileName: z.string(),
  contentType: z.string(),
  /** Whose photo rules or attachment table apply. */
  planCode: z.optional(z.string()),
  /** Attachments: which document of the plan's table. */
  documentCode: z.optional(z.string()),
  /** Evidence (D22): for which publicity it was sent, and the one objection that it belongs to. */
  publicityId: z.optional(z.string()),
  objectionId: z.optional(z.string()),
  /** Inclusive; also the upper bound in the upload's policy. */
  maxBytes: z.number(),
  status: z.enum(['AWAITED', 'ACCEPTED', 'REFUSED']),
  verdict: z.optional(FileVerdict),
  /** Version of the quarantined object that was inspected: its bytes have the hash of R13. */
  objectVersion: z.optional(z.string()),
  /** Place of that version among the uploads to the same key; S3's own, compared by `isLater`. */
  sequencer: z.optional(z.string()),
  /** Key of the cleaned copy in the clean bucket, the only one that readers get (D3); accepted files only. */
  cleanKey: z.optional(z.string()),
  createdAt: z.string(),
  /** When the first verdict came. */
  judgedAt: z.optional(z.string()),
  /** Seconds; an upload that never came is forgotten. Absent once there is a verdict. */
  expiresAt: z.optional(z.number()),
  version: z.number(),
  auditHash: z.string(),
});
export type FileRecord = z.infer<typeof FileRecordSchema>;

/**
 * Longer than an upload can be on its way: its event waits for the malware scan, may lie in the dead-letter queue for two
 * weeks and be replayed from there, and where the clock is moved a season passes in between. A record that goes before its
 * event comes takes an accepted file with it.
 */
const AWAITED_SECONDS = 400 * 24 * 3600;
const inspector: Actor = { id: 'inspect-upload', role: 'SYSTEM' };

/** Object keys: ours alone, without a name or number of a person. */
export const uploadKey = (fileId: string): string => `up/${fileId}`;
export const cleanKey = (fileId: string): string => `f/${fileId}`;
/** The file that an upload key belongs to; undefined when it is none. */
export const fileIdOfUpload = (key: string): string | undefined => /^up\/([\w-]{1,128})$/.exec(key)?.[1];

export function getFile(table: Table, fileId: string): Promise<FileRecord | undefined> {
  return table.get(FileRecordSchema, keys.file(fileId));
}

/** Those of the files that exist, in no particular order. */
export function getFiles(table: Table, fileIds: readonly string[]): Promise<FileRecord[]> {
  return table.getMany(FileRecordSchema, [...new Set(fileIds)].map(keys.file));
}

/** @throws {ProblemError} NOT_FOUND when there is none or it is somebody else's */
export async function requireOwnFile(table: Table, fileId: string, ownerId: string): Promise<FileRecord> {
  const file = await getFile(table, fileId);
  if (file?.ownerId !== ownerId) throw new ProblemError('NOT_FOUND');
  return file;
}

export type NewFile = Pick<
  FileRecord,
  | 'fileId'
  | 'ownerId'
  | 'purpose'
  | 'fileName'
  | 'contentType'
  | 'planCode'
  | 'documentCode'
  | 'publicityId'
  | 'maxBytes'
  | 'createdAt'
>;

/** The record of a file that is about to be uploaded. */
export function createFileWrites(table: Table, file: NewFile, actor: Actor): Write[] {
  const next: FileRecord = {
    ...file,
    status: 'AWAITED',
    expiresAt: Math.floor(Date.parse(file.createdAt) / 1000) + AWAITED_SECONDS,
    version: 0,
    auditHash: '',
  };
  const { writes } = auditedWrites({
    tableName: table.name,
    key: keys.file(file.fileId),
    type: 'FILE',
    before: undefined,
    next,
    event: { act: 'ASK_UPLOAD', actor, at: file.createdAt, payload: { purpose: file.purpose } },
  });
  const { fileId, ownerId, expiresAt } = next;
  // Evidence belongs to nobody who could be listed.
  if (ownerId === '') return writes;
  return [...writes, put(table.name, keys.upload(ownerId, fileId), { type: 'UPLOAD', fileId, expiresAt })];
}

const Uploaded = z.object({ fileId: z.string() });

/** Every file that the person has begun to send. */
export async function uploadsOf(table: Table, personId: string): Promise<FileRecord[]> {
  const partition = personPartition(personId);
  const found = await table.queryAll(Uploaded, { partition, prefix: 'UPLOAD#' });
  return getFiles(
    table,
    found.map(({ fileId }) => fileId),
  );
}

export interface Inspected {
  verdict: FileVerdict;
  objectVersion?: string | undefined;
  sequencer?: string | undefined;
  /** Given for accepted files, after the cleaned copy has been stored. */
  cleanKey?: string | undefined;
}

/** Sequencers of one key: the shorter one is filled with zeros on the right, then they compare as text. */
function isLater(a: string | undefined, b: string | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const width = Math.max(a.length, b.length);
  return a.padEnd(width, '0') > b.padEnd(width, '0');
}

/**
 * Whether an upload to the file's key still asks for a verdict. The first accepted one stands for good; one that was
 * refused gives way to a later upload, for the same form may be posted again with a better file. Events come more than
 * once and out of order.
 */
export function awaitsVerdict(file: FileRecord, sequencer: string | undefined): boolean {
  return file.status === 'AWAITED' || (file.status === 'REFUSED' && isLater(sequencer, file.sequencer));
}

/** The verdict on a file that awaits one; no writes where it does not. */
export function verdictWrites(table: Table, file: FileRecord, found: Inspected, at: string): Write[] {
  if (!awaitsVerdict(file, found.sequencer)) return [];
  const { verdict, objectVersion, sequencer, cleanKey: key } = found;
  const next: FileRecord = {
    ...file,
    status: verdict.status,
    verdict,
    objectVersion,
    sequencer,
    cleanKey: verdict.status === 'ACCEPTED' ? key : undefined,
    judgedAt: file.judgedAt ?? at,
    expiresAt: undefined,
  };
  return auditedWrites({
    tableName: table.name,
    key: keys.file(file.fileId),
    type: 'FILE',
    before: file,
    next,
    event: {
      act: 'INSPECT',
      actor: inspector,
      at,
      payload: { status: verdict.status, sha256: verdict.facts.sha256, objectVersion },
    },
  }).writes;
}

/** Evidence given to an objection, on the condition that no other has it (D22). */
export function evidenceWrites(
  table: Table,
  file: FileRecord,
  { objectionId, actor, at }: { objectionId: string; actor: Actor; at: string },
): Write[] {
  return auditedWrites({
    tableName: table.name,
    key: keys.file(file.fileId),
    type: 'FILE',
    before: file,
    next: { ...file, objectionId },
    event: { act: 'ATTACH_EVIDENCE', actor, at, payload: { objectionId } },
  }).writes;
}

/** What the rules of a declaration know of a file (R57). */
export function fileState(file: FileRecord): FileState {
  const status = file.status === 'AWAITED' ? ('PENDING' as const) : file.status;
  const facts = file.verdict?.facts;
  return { status, ...(facts ? { kind: facts.kind, bytes: facts.bytes } : {}) };
}
