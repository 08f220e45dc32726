import type { BodyOf, ResponseOf } from '../../contracts/api/index.ts';
import { servedName } from '../../contracts/file-name.ts';
import { contentTypes, defaultAttachmentRules } from '../../contracts/file-verdict.ts';
import type { Finding } from '../../contracts/finding.ts';
import { type Actor, anybody } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { find, purposeRules } from '../../rules/files/findings.ts';
import { documentBytesFindings } from '../../rules/files/upload-limits.ts';
import { evidenceName } from '../../rules/publicity/objection.ts';
import type { Table, Write } from '../../store/base/table.ts';
import {
  createFileWrites,
  evidenceWrites,
  type FileRecord,
  getFile,
  getFiles,
  uploadKey,
} from '../../store/files.ts';
import type { ObjectionRecord } from '../../store/objections.ts';
import { requirePublicity } from '../../store/publicities.ts';
import type { Deps } from '../base/deps.ts';
import { sameFileTwice } from '../files/declared-files.ts';

/**
 * Evidence of objections (D22). Whoever objects need not sign in, so a file belongs to nobody: its id, which nothing else
 * shows, is what it is given to an objection by. It is judged like every upload, and read by the office alone (C15).
 */

/** @throws {ProblemError} NOT_FOUND where no publicity runs, INVALID for an empty or too large file */
export async function createEvidenceUpload(
  { table, quarantine, newId }: Pick<Deps, 'table' | 'quarantine' | 'newId'>,
  publicityId: string,
  { fileName, contentType = '', bytes }: BodyOf<'EvidenceBody'>,
  now: string,
) {
  const { status } = await requirePublicity(table, publicityId);
  if (status !== 'OPEN') throw new ProblemError('NOT_FOUND');
  const { maxBytes } = defaultAttachmentRules;
  const problems = documentBytesFindings(bytes, maxBytes, purposeRules.EVIDENCE, '/bytes');
  if (problems.length > 0) throw new ProblemError('INVALID', problems);
  const fileId = newId();
  const form = await quarantine.uploadForm({
    ...{ key: uploadKey(fileId), contentType: contentTypes.OTHER, maxBytes, metadata: {}, now },
  });
  const file = { fileId, ownerId: anybody.id, purpose: 'EVIDENCE' as const, fileName, contentType };
  const writes = createFileWrites(table, { ...file, publicityId, maxBytes, createdAt: now }, anybody);
  return { ticket: { fileId, ...form }, writes };
}

/** @throws {ProblemError} NOT_FOUND for any other file, and once it belongs to an objection */
export async function requireEvidence(
  table: Table,
  publicityId: string,
  fileId: string,
): Promise<FileRecord> {
  const file = await getFile(table, fileId);
  if (!file || !isFree(file, publicityId)) throw new ProblemError('NOT_FOUND');
  return file;
}

const isFree = ({ purpose, publicityId, objectionId }: FileRecord, wanted: string): boolean =>
  purpose === 'EVIDENCE' && publicityId === wanted && objectionId === undefined;

/** The files that an objection names, and everything that is amiss with them. */
export async function evidenceOf(
  table: Table,
  publicityId: string,
  fileIds: readonly string[] = [],
): Promise<{ files: FileRecord[]; problems: Finding[] }> {
  const files = (await getFiles(table, fileIds)).filter((file) => isFree(file, publicityId));
  const field = '/fileIds';
  const problems = fileIds.flatMap((fileId) => {
    const file = files.find((one) => one.fileId === fileId);
    if (!file) return [find('FILE_UNKNOWN', { rule: 'D22', field, found: fileId })];
    if (file.status === 'ACCEPTED') return [];
    return [find('ATT_NOT_CLEAN', { rule: 'D22', field, found: file.status, allowed: 'ACCEPTED' })];
  });
  return { files, problems: [...problems, ...sameFileTwice(fileIds, files, 'D22', field)] };
}

export const attachWrites = (
  table: Table,
  files: readonly FileRecord[],
  to: { objectionId: string; actor: Actor; at: string },
): Write[] => files.flatMap((file) => evidenceWrites(table, file, to));

/** What the office reads of the evidence, in the order in which it was given. */
export async function evidenceLists(
  table: Table,
  objections: readonly Pick<ObjectionRecord, 'objectionId' | 'fileIds'>[],
): Promise<Map<string, ResponseOf<'ObjectionQueue'>['items'][number]['files']>> {
  const files = await getFiles(
    table,
    objections.flatMap((one) => one.fileIds ?? []),
  );
  const known = new Map(files.map((file) => [file.fileId, file]));
  return new Map(
    objections.map(({ objectionId, fileIds = [] }) => [
      objectionId,
      fileIds.map((fileId, place) => {
        const facts = known.get(fileId)?.verdict?.facts;
        return { fileId, fileName: servedName(evidenceName(place), facts?.kind), bytes: facts?.bytes ?? 0 };
      }),
    ]),
  );
}
