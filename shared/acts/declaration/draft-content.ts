import type { Finding } from '../../contracts/finding.ts';
import { ProblemError } from '../../errors.ts';
import { findingTable } from '../../rules/base/finding.ts';
import type { Table } from '../../store/base/table.ts';
import { type FileRecord, getFiles } from '../../store/files.ts';

/**
 * What the pages of a draft refer to, checked and filled in from the platform's own records: the applicant names files
 * and archive items, never what is in them.
 */

export const find = findingTable({
  FILE_UNKNOWN: { rule: 'R41', zh: '没有找到您上传的文件 {found}', en: 'You have uploaded no file {found}' },
  ATT_NOT_CLEAN: {
    rule: 'R57',
    zh: '文件尚未通过检查（{found}），请稍候或换一份文件',
    en: 'The file has not passed its check ({found}); wait a moment or use another one',
  },
  FILE_PURPOSE: {
    rule: 'R13',
    zh: '请在证件照处上传照片（此文件用途为 {found}）',
    en: 'Please upload the photo as a photo (this file was uploaded as {found})',
  },
  PHOTO_PLAN: {
    rule: 'R13',
    zh: '照片是按另一申报计划（{found}）检查的，请重新上传',
    en: 'The photo was checked for another plan ({found}); please upload it again',
  },
  PHOTO_NOT_CHECKED: { rule: 'R14', zh: '证件照尚在检查，请稍候', en: 'The photo is still being checked' },
  PHOTO_REFUSED: {
    rule: 'R14',
    zh: '证件照不符合要求，不能使用',
    en: 'The photo does not meet the requirements',
  },
  ACHIEVEMENT_SOURCE: {
    rule: 'R37',
    zh: '业绩“{found}”不在您的业绩档案库中，业绩只能从档案库提取',
    en: '{found} is not in your archive; achievements come only from there',
  },
  ARCHIVE_NOT_APPROVED: {
    rule: 'R6',
    zh: '业绩“{found}”的第 {allowed} 版未经用人单位审查通过，不能提取',
    en: 'Version {allowed} of {found} has not been approved by your unit, so it cannot be chosen',
  },
});

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
  if (unknown.length > 0) throw new ProblemError('INVALID', [...unknown, ...unclean]);
  if (unclean.length > 0) throw new ProblemError('GUARD', unclean);
  return files;
}
