import type { Finding } from '../../contracts/finding.ts';
import { refuse } from '../../errors.ts';
import { find } from '../../rules/files/findings.ts';
import type { Table } from '../../store/base/table.ts';
import { type FileRecord, getFiles } from '../../store/files.ts';

/**
 * What the pages of a draft refer to, checked and filled in from the platform's own records: the applicant names files
 * and archive items, never what is in them.
 */

/** @throws {ProblemError} INVALID for files that are not his, GUARD for files that are not accepted (R57) */
export async function acceptedFiles(
  table: Table,
  wanted: readonly { fileId: string; field: string }[],
  ownerId: string,
): Promise<Map<string, FileRecord>> {
  const ids = wanted.map((w) => w.fileId);
  const files = new Map((await getFiles(table, ids)).map((f) => [f.fileId, f]));
  const unknown: Finding[] = [];
  const unclean: Finding[] = [];
  for (const { fileId, field } of wanted) {
    const file = files.get(fileId);
    if (file?.ownerId !== ownerId) unknown.push(find('FILE_UNKNOWN', { field, found: fileId }));
    else if (file.status !== 'ACCEPTED')
      unclean.push(find('ATT_NOT_CLEAN', { field, found: file.status, allowed: 'ACCEPTED' }));
  }
  if (unknown.length > 0) refuse('INVALID', ...unknown, ...unclean);
  if (unclean.length > 0) refuse('GUARD', ...unclean);
  return files;
}
