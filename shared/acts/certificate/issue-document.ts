import { refuse } from '../../errors.ts';
import type { Context } from '../../rules/base/context.ts';
import { find } from '../../rules/certificate/findings.ts';
import {
  documentsOf,
  entryStanding,
  isAudited,
  nextDocument,
  roundOf,
} from '../../rules/certificate/report.ts';
import { authoritiesOf } from '../../rules/people/authorities.ts';
import { batchWrites } from '../../store/batches.ts';
import { type ReportRecord, reportWrites } from '../../store/reports.ts';
import type { By, ReportChange, ReportDeps } from './report-work.ts';

/**
 * R67, T37, D25: the next document of a report, of the entries that all authorities have passed. What was sent back and
 * audited again goes into a later one, under a number of its own.
 * @throws {ProblemError} GUARD before that, or for a number that another document of the report bears
 */
export async function issueDocument(
  { table, applications }: ReportDeps,
  report: ReportRecord,
  context: Context,
  { actor, batchId, documentNo }: By & { documentNo: string },
): Promise<ReportChange> {
  const { reportId, planCode } = report;
  const documents = documentsOf(report);
  if (documents.some((one) => one.documentNo === documentNo))
    refuse('GUARD', find('DOCUMENT_NO', { field: '/documentNo', found: documentNo }));
  const authorities = authoritiesOf(context.plan);
  const found = await applications.getMany(report.applications.map((a) => a.applicationId));
  const byId = new Map(found.map((a) => [a.applicationId, a] as const));
  const { ready, open } = nextDocument(
    report.applications.map((entry) => {
      const application = byId.get(entry.applicationId);
      const { state } = entryStanding(entry, application, reportId, authorities);
      // An approval that has not reached the application yet is no approval for a document.
      const decided = state === 'AUDITED' && !(application && isAudited(application));
      return { ...entry, round: roundOf(entry), state: decided ? ('WAITING' as const) : state };
    }),
  );
  if (open.length > 0 || ready.length === 0)
    refuse(
      'GUARD',
      find('JOINT_AUDIT', {
        found: [...new Set(report.approvals.map((a) => a.lane))].join(', ') || '—',
        allowed: authorities.join(', '),
      }),
    );
  const publishedAt = context.now;
  const applicationIds = ready.map((a) => a.applicationId);
  const { document: _one, ...kept } = report;
  const next: ReportRecord = {
    ...kept,
    applications: report.applications.map((entry) =>
      applicationIds.includes(entry.applicationId) ? { ...entry, documentNo } : entry,
    ),
    documents: [...documents, { documentNo, publishedAt }],
    batchId,
  };
  const changed = reportWrites(table, report, next, {
    act: 'ISSUE_DOCUMENT',
    actor,
    at: publishedAt,
    payload: { documentNo, applicationIds },
  });
  const work = batchWrites(table, {
    batchId,
    planCode,
    act: { name: 'ISSUE_DOCUMENT', documentNo, publishedAt },
    actor,
    applicationIds,
    createdAt: publishedAt,
  });
  return { next: changed.next, applications: found, writes: [...changed.writes, ...work] };
}
