import type { BodyOf } from '../../contracts/api/index.ts';
import type { Declaration, DeclaredAchievement, DeclaredAttachment } from '../../contracts/declaration.ts';
import type { Finding } from '../../contracts/finding.ts';
import { ProblemError } from '../../errors.ts';
import { findingTable } from '../../rules/base/finding.ts';
import { archiveVersions } from '../../store/archive.ts';
import type { Table } from '../../store/base/table.ts';
import { type FileRecord, getFile, getFiles } from '../../store/files.ts';
import type { OwnApplication } from './own-application.ts';

/**
 * What the pages of a draft refer to, checked and filled in from the platform's own records: the applicant names files
 * and archive items, never what is in them.
 */

const find = findingTable({
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

/**
 * The photo by the hash of the very file that was uploaded (R13).
 * @throws {ProblemError} INVALID for a file that is not his, no photo, or refused (R14); GUARD while it is being checked
 */
export async function photoOf(
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

/** @throws {ProblemError} INVALID for files that are not his, GUARD for files that are not accepted (R57) */
async function acceptedFiles(
  table: Table,
  wanted: readonly { fileId: string; field: string }[],
  ownerId: string,
): Promise<Map<string, FileRecord>> {
  const files = new Map(
    (
      await getFiles(
        table,
        wanted.map((w) => w.fileId),
      )
    ).map((f) => [f.fileId, f]),
  );
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

/**
 * Attachments with the hash of each file, so that the commitment covers its bytes (C10). Where a document came from is
 * the platform's to say (R44): what comes through here was uploaded.
 */
export async function attachmentsOf(
  table: Table,
  body: BodyOf<'AttachmentsStepBody'>,
  own: OwnApplication,
): Promise<{ attachments: DeclaredAttachment[]; confirmedFileIds: string[]; files: FileRecord[] }> {
  const wanted = body.attachments.map(({ fileId }, i) => ({ fileId, field: `/attachments/${i}/fileId` }));
  const files = await acceptedFiles(table, wanted, own.application.applicantId);
  const attachments = body.attachments.map((one): DeclaredAttachment => {
    const sha256 = files.get(one.fileId)?.verdict?.facts.sha256;
    return { ...one, source: 'UPLOADED', ...(sha256 ? { sha256 } : {}) };
  });
  const confirmedFileIds = body.confirmed ? [...new Set(attachments.map((a) => a.fileId))] : [];
  return { attachments, confirmedFileIds, files: [...files.values()] };
}

/**
 * Achievements as the unit approved them (R6, R37): the version must be the approved one, or the one that was
 * submitted when the declaration is being corrected.
 * @throws {ProblemError} GUARD
 */
export async function achievementsOf(
  table: Table,
  body: BodyOf<'AchievementsStepBody'>,
  own: OwnApplication,
): Promise<{ achievements: DeclaredAchievement[]; files: FileRecord[] }> {
  const { applicantId } = own.application;
  const frozen = await archiveVersions(table, applicantId, uniqueVersions(body.achievements));
  const problems: Finding[] = [];
  const achievements: DeclaredAchievement[] = [];
  for (const [i, wanted] of body.achievements.entries()) {
    const field = `/achievements/${i}`;
    const item = own.archive.find((a) => a.itemId === wanted.itemId);
    const version = frozen.find((f) => f.itemId === wanted.itemId && f.itemVersion === wanted.version);
    const submitted = own.submitted?.achievements.some(
      (a) => a.itemId === wanted.itemId && a.version === wanted.version,
    );
    if (!item) problems.push(find('ACHIEVEMENT_SOURCE', { field, found: wanted.itemId }));
    else if (!version || !(submitted || item.approvedVersion === wanted.version))
      problems.push(find('ARCHIVE_NOT_APPROVED', { field, found: item.title, allowed: wanted.version }));
    else {
      const { kind, title, role, collective } = version;
      achievements.push({ ...wanted, kind, title, role, collective });
    }
  }
  if (problems.length > 0) throw new ProblemError('GUARD', problems);
  const proofs = body.achievements.flatMap((a, i) =>
    a.contributionFileIds.map((fileId, j) => ({
      fileId,
      field: `/achievements/${i}/contributionFileIds/${j}`,
    })),
  );
  const files = await acceptedFiles(table, proofs, applicantId);
  return { achievements, files: [...files.values()] };
}

function uniqueVersions(wanted: readonly { itemId: string; version: number }[]) {
  const seen = new Map(wanted.map((w) => [`${w.itemId}#${w.version}`, w]));
  return [...seen.values()];
}
