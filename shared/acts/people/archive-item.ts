import type { BodyOf } from '../../contracts/api/index.ts';
import type { Finding } from '../../contracts/finding.ts';
import { refuse } from '../../errors.ts';
import { isPerson, type Person } from '../../rules/base/person.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { find as findFile } from '../../rules/files/findings.ts';
import { checkItemDates } from '../../rules/people/archive-item.ts';
import { find } from '../../rules/people/findings.ts';
import { type ArchiveRecord, fieldsOf } from '../../store/archive.ts';
import { type FileRecord, getFiles } from '../../store/files.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { sameFileTwice } from '../files/declared-files.ts';

/** What is asked of an item of 我的业绩档案 before it is saved, put before the unit, and decided on (R3, R6). */

/** What is amiss with an item as it is to be kept, at once: its days, and files that are not the person's own. */
export async function itemProblems(
  { table }: Pick<Deps, 'table'>,
  { principal, body, now }: Asked<BodyOf<'ArchiveItemBody'>>,
): Promise<Finding[]> {
  const files = (await getFiles(table, body.fileIds)).filter((f) => f.ownerId === principal.id);
  const own = new Set(files.map((f) => f.fileId));
  const strange = body.fileIds
    .filter((id) => !own.has(id))
    .map((found) => findFile('FILE_UNKNOWN', { rule: 'R3', field: '/fileIds', found }));
  const twice = sameFileTwice(body.fileIds, files, 'R3', '/fileIds');
  return [...checkItemDates(body, localDateOf(now)), ...strange, ...twice];
}

/** @throws {ProblemError} INVALID */
export async function requireGoodItem(
  deps: Pick<Deps, 'table'>,
  asked: Asked<BodyOf<'ArchiveItemBody'>>,
): Promise<void> {
  const problems = await itemProblems(deps, asked);
  if (problems.length > 0) refuse('INVALID', ...problems);
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
      .map((f) => findFile('ATT_NOT_CLEAN', { field: '/fileIds', found: f.status, allowed: 'ACCEPTED' })),
    // Two that were not judged yet when the item was saved.
    ...sameFileTwice(item.fileIds, files, 'R3', '/fileIds'),
  ];
}

/** @throws {ProblemError} SEPARATION_OF_DUTIES (C1), GUARD when it does not wait, INVALID without a remark */
export function checkDecidable(
  item: ArchiveRecord,
  decision: BodyOf<'ArchiveDecisionBody'>,
  reviewer: Person,
): void {
  if (isPerson(reviewer, item.personId)) refuse('SEPARATION_OF_DUTIES', find('OWN_ITEM'));
  if (item.status !== 'SAVED')
    refuse('GUARD', find('ARCHIVE_STATE', { found: item.status, allowed: 'SAVED' }));
  if (decision.decision === 'RETURN' && !decision.remark)
    refuse('INVALID', find('REMARK_REQUIRED', { field: '/remark' }));
}

/** The item after the unit's decision. */
export function decidedItem(
  item: ArchiveRecord,
  decision: BodyOf<'ArchiveDecisionBody'>,
  unit: { uscc: string; name: string },
  at: string,
): ArchiveRecord {
  if (decision.decision === 'RETURN') {
    const lastReturn = { at, remark: decision.remark ?? '', content: fieldsOf(item) };
    return { ...item, status: 'RETURNED', remark: decision.remark, lastReturn };
  }
  return {
    ...item,
    status: 'APPROVED',
    approvedVersion: item.itemVersion,
    approvedBy: { uscc: unit.uscc, name: unit.name, at },
    remark: decision.remark,
    lastReturn: undefined,
  };
}
