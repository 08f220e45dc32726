import { auditLanes } from '../../contracts/stages.ts';
import { refuse } from '../../errors.ts';
import type { Context } from '../../rules/base/context.ts';
import { find } from '../../rules/certificate/findings.ts';
import { batchWrites } from '../../store/batches.ts';
import { type ReportRecord, reportWrites } from '../../store/reports.ts';
import { type By, type ReportChange, type ReportDeps, stepOf } from './report-work.ts';

/**
 * R67, T37: the document, once both have passed the report and it is recorded on every entry that was not sent back.
 * @throws {ProblemError} GUARD before that
 */
export async function issueDocument(
  { table, applications }: ReportDeps,
  report: ReportRecord,
  context: Context,
  { actor, batchId, documentNo }: By & { documentNo: string },
): Promise<ReportChange> {
  const held = new Set(report.applications.filter((a) => a.sentBack).map((a) => a.applicationId));
  const found = await applications.getMany(report.applications.map((a) => a.applicationId));
  const inReport = found.filter((a) => a.stage === 'JOINT_AUDIT' && a.reportId === report.reportId);
  const ready = inReport.filter((a) => stepOf(a) === 'DOCUMENT');
  const open = inReport.filter((a) => stepOf(a) !== 'DOCUMENT' && !held.has(a.applicationId));
  if (open.length > 0 || ready.length === 0)
    refuse(
      'GUARD',
      find('JOINT_AUDIT', {
        found: report.approvals.map((a) => a.lane).join(', ') || '—',
        allowed: auditLanes.join(', '),
      }),
    );
  const publishedAt = context.now;
  const document = { documentNo, publishedAt };
  const applicationIds = ready.map((a) => a.applicationId);
  const changed = reportWrites(
    table,
    report,
    { ...report, document, batchId },
    { act: 'ISSUE_DOCUMENT', actor, at: publishedAt, payload: { documentNo, applicationIds } },
  );
  const work = batchWrites(table, {
    batchId,
    planCode: report.planCode,
    act: { name: 'ISSUE_DOCUMENT', ...document },
    actor,
    applicationIds,
    createdAt: publishedAt,
  });
  return { next: changed.next, writes: [...changed.writes, ...work] };
}
