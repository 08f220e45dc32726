import type { ResponseOf } from '../../contracts/api/index.ts';
import { servedName } from '../../contracts/file-name.ts';
import { contentTypes } from '../../contracts/file-verdict.ts';
import { actorOf, type Principal } from '../../contracts/roles.ts';
import { ProblemError, refuse } from '../../errors.ts';
import { find } from '../../rules/files/findings.ts';
import { archiveOf } from '../../store/archive.ts';
import { keys } from '../../store/base/keys.ts';
import type { Table } from '../../store/base/table.ts';
import { type FileRecord, getFile } from '../../store/files.ts';
import { readWrite } from '../../store/reads.ts';
import { unitOfAccount } from '../../store/units.ts';
import type { Deps } from '../base/deps.ts';

/** Who may read an uploaded file outside an application, and the link that he gets. */

/**
 * An own file; for a unit also a file of an archive item that was put before it (R6).
 * @throws {ProblemError} NOT_FOUND otherwise, whether or not it exists
 */
export async function requireReadableFile(
  table: Table,
  fileId: string,
  principal: Principal,
): Promise<FileRecord> {
  const file = await getFile(table, fileId);
  if (!file) throw new ProblemError('NOT_FOUND');
  if (file.ownerId === principal.id) return file;
  if (principal.role === 'UNIT_HR' && file.purpose === 'ARCHIVE') {
    const unit = await unitOfAccount(table, principal.id);
    const items = unit?.status === 'BOUND' ? await archiveOf(table, file.ownerId) : [];
    const shown = items.some(
      (i) => i.unit?.uscc === unit?.uscc && i.status !== 'DRAFT' && i.fileIds.includes(fileId),
    );
    if (shown) return file;
  }
  throw new ProblemError('NOT_FOUND');
}

/**
 * A short-lived link to the cleaned copy; the reading is logged with who and what for (V5).
 * @throws {ProblemError} GUARD while there is no accepted copy
 */
export async function cleanLink(
  deps: Pick<Deps, 'table' | 'clean' | 'newId'>,
  file: FileRecord,
  reader: { principal: Principal; now: string; purpose: string; applicationId?: string },
): Promise<ResponseOf<'Link'>> {
  const { principal, now, purpose, applicationId } = reader;
  if (!file.cleanKey) refuse('GUARD', find('FILE_NOT_READY', { found: file.status, allowed: 'ACCEPTED' }));
  await deps.table.transact([
    readWrite(deps.table, {
      pk: keys.file(file.fileId).pk,
      id: deps.newId(),
      at: now,
      actor: actorOf(principal),
      purpose,
      ...(applicationId ? { applicationId } : {}),
    }),
  ]);
  const kind = file.verdict?.facts.kind;
  const fileName = servedName(file.fileName, kind);
  const contentType = contentTypes[kind ?? 'OTHER'];
  const link = await deps.clean.link({ key: file.cleanKey, fileName, contentType, now });
  return { ...link, fileName };
}
