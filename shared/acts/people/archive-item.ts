import type { BodyOf } from '../../contracts/api/index.ts';
import type { Finding } from '../../contracts/finding.ts';
import { ProblemError } from '../../errors.ts';
import { findingTable } from '../../rules/base/finding.ts';
import type { ArchiveRecord } from '../../store/archive.ts';
import type { Table } from '../../store/base/table.ts';
import { type FileRecord, getFiles } from '../../store/files.ts';

/** What is asked of an item of 我的业绩档案 before it is saved, put before the unit, and decided on (R3, R6). */

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
  if (decision.decision === 'RETURN' && !decision.remark)
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
