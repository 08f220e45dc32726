import type { Declaration } from '../../contracts/declaration.ts';
import { refuse } from '../../errors.ts';
import { find } from '../../rules/declaration/findings.ts';
import { find as findFile } from '../../rules/files/findings.ts';
import { find as findPerson } from '../../rules/people/findings.ts';
import type { Table } from '../../store/base/table.ts';
import { type FileRecord, getFile, photoFindingsOf } from '../../store/files.ts';
import type { OwnApplication } from './own-application.ts';
import { type AskedPage, type PageDeps, savePage, standingPage } from './save-page.ts';

/** Page 1 (R13, R14): the accepted photo, by the hash of the very file; a refused one is refused here too. */
export const savePhoto = (deps: PageDeps, applicationId: string, asked: AskedPage<'PhotoStepBody'>) =>
  savePage(deps, { applicationId, step: 'PHOTO', act: 'SAVE_PHOTO' }, asked, async (own) => {
    const { photo, file } = await photoOf(deps.table, asked.body.fileId, own);
    return { own: { ...own, files: [...own.files, file] }, declaration: { ...own.declaration, photo } };
  });

export const standingPhoto = (deps: PageDeps, applicationId: string, asked: AskedPage<'PhotoStepBody'>) =>
  standingPage(deps, applicationId, asked, ({ photo }) => photo?.fileId === asked.body.fileId);

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
  if (file?.ownerId !== applicantId) refuse('INVALID', findFile('FILE_UNKNOWN', { field, found: fileId }));
  const found = file.purpose;
  if (found !== 'PHOTO')
    refuse('INVALID', findPerson('FILE_PURPOSE', { rule: 'R13', field, found, allowed: 'PHOTO' }));
  if (file.planCode && file.planCode !== planCode)
    refuse('INVALID', find('PHOTO_PLAN', { field, found: file.planCode, allowed: planCode }));
  if (!file.verdict) refuse('GUARD', find('PHOTO_NOT_CHECKED', { field }));
  if (file.status !== 'ACCEPTED') {
    const defects = file.verdict.findings.filter((f) => f.severity === 'error');
    refuse('INVALID', ...(defects.length > 0 ? defects : [find('PHOTO_REFUSED', { field })]));
  }
  const now = photoFindingsOf(file, own.plan)?.filter((f) => f.severity === 'error') ?? [];
  if (now.length > 0) refuse('INVALID', ...now);
  return { photo: { fileId, sha256: file.verdict.facts.sha256 }, file };
}
