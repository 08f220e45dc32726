import type { BodyOf } from '../../contracts/api/index.ts';
import type { DeclaredAchievement } from '../../contracts/declaration.ts';
import type { Finding } from '../../contracts/finding.ts';
import { ProblemError } from '../../errors.ts';
import { find } from '../../rules/declaration/findings.ts';
import { archiveVersions } from '../../store/archive.ts';
import type { Table } from '../../store/base/table.ts';
import type { FileRecord } from '../../store/files.ts';
import { sameContent } from '../base/edit.ts';
import { sameFileTwice } from '../files/declared-files.ts';
import { acceptedFiles } from './draft-content.ts';
import type { OwnApplication } from './own-application.ts';
import { type AskedPage, type PageDeps, savePage, standingPage } from './save-page.ts';

/** Page 4 (R6, R37–R39): only approved versions from the own archive, with what they say. */
export const saveAchievements = (
  deps: PageDeps,
  applicationId: string,
  asked: AskedPage<'AchievementsStepBody'>,
) =>
  savePage(deps, { applicationId, step: 'ACHIEVEMENTS', act: 'SAVE_ACHIEVEMENTS' }, asked, async (own) => {
    const { achievements, files } = await achievementsOf(deps.table, asked.body, own);
    const declaration = { ...own.declaration, achievements };
    return { own: { ...own, files: [...own.files, ...files] }, declaration };
  });

export const standingAchievements = (
  deps: PageDeps,
  applicationId: string,
  asked: AskedPage<'AchievementsStepBody'>,
) =>
  standingPage(deps, applicationId, asked, ({ achievements }) =>
    sameContent(
      achievements.map(({ itemId, version, contributionFileIds }) => ({
        itemId,
        version,
        contributionFileIds,
      })),
      asked.body.achievements,
    ),
  );

/**
 * Achievements as the unit approved them (R6, R37): the version must be the approved one, or the one that was
 * submitted when the declaration is being corrected.
 * @throws {ProblemError} GUARD
 */
async function achievementsOf(
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
      const { kind, title, role, collective, from, to } = version;
      const days = { ...(from ? { from } : {}), ...(to ? { to } : {}) };
      achievements.push({ ...wanted, kind, title, role, collective, ...days });
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
  const records = [...files.values()];
  const twice = body.achievements.flatMap((a, i) =>
    sameFileTwice(a.contributionFileIds, records, 'R37', `/achievements/${i}/contributionFileIds`),
  );
  if (twice.length > 0) throw new ProblemError('INVALID', twice);
  return { achievements, files: records };
}

function uniqueVersions(wanted: readonly { itemId: string; version: number }[]) {
  const seen = new Map(wanted.map((w) => [`${w.itemId}#${w.version}`, w]));
  return [...seen.values()];
}
