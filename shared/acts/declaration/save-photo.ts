import type { Declaration } from '../../contracts/declaration.ts';
import { ProblemError } from '../../errors.ts';
import type { Table } from '../../store/base/table.ts';
import { type FileRecord, getFile } from '../../store/files.ts';
import { find } from './draft-content.ts';
import type { OwnApplication } from './own-application.ts';
import { type AskedPage, type PageDeps, savePage } from './save-page.ts';

/** Page 1 (R13, R14): the accepted photo, by the hash of the very file; a refused one is refused here too. */
export const savePhoto = (deps: PageDeps, applicationId: string, asked: AskedPage<'PhotoStepBody'>) =>
  savePage(deps, { applicationId, step: 'PHOTO', act: 'SAVE_PHOTO' }, asked, async (own) => {
    const { photo, file } = await photoOf(deps.table, asked.body.fileId, own);
    return { own: { ...own, files: [...own.files, file] }, declaration: { ...own.declaration, photo } };
  });

/**
 * The photo by the hash of the very file that was uploaded (R13).
 * @throws {ProblemError} INVALID for a file that is not his, no photo, or refused (R14); GUARD while it is being checked
 */
async function photoOf(
  table: Table,
  fileId: string,
  own: OwnApplication,
): Promise<{ photo: NonNullable<Declaration['photo']>; file: FileRecord }> {
  const file = await getFile(table, fileId);
  const { applicantId, planCode } = own.application;
  const field = '/fileId';
  if (file?.ownerId !== applicantId)
    throw new ProblemError('INVALID', [find('FILE_UNKNOWN', { field, found: fileId })]);
  if (file.purpose !== 'PHOTO')
    throw new ProblemError('INVALID', [
      find('FILE_PURPOSE', { field, found: file.purpose, allowed: 'PHOTO' }),
    ]);
  if (file.planCode && file.planCode !== planCode)
    throw new ProblemError('INVALID', [
      find('PHOTO_PLAN', { field, found: file.planCode, allowed: planCode }),
    ]);
  if (!file.verdict) throw new ProblemError('GUARD', [find('PHOTO_NOT_CHECKED', { field })]);
  if (file.status !== 'ACCEPTED') {
    const defects = file.verdict.findings.filter((f) => f.severity === 'error');
    throw new ProblemError('INVALID', defects.length > 0 ? defects : [find('PHOTO_REFUSED', { field })]);
  }
  return { photo: { fileId, sha256: file.verdict.facts.sha256 }, file };
}
