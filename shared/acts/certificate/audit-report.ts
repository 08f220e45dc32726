import type { BodyOf } from '../../contracts/api/index.ts';
import type { AuditLane } from '../../contracts/stages.ts';
import { refuse } from '../../errors.ts';
import type { Context } from '../../rules/base/context.ts';
import { find } from '../../rules/certificate/findings.ts';
import { batchWrites, CHUNK_SIZE } from '../../store/batches.ts';
import { type ReportRecord, reportWrites } from '../../store/reports.ts';
import { type By, type ReportChange, type ReportDeps, stepOf } from './report-work.ts';

/**
 * R67: one authority's audit. Entries sent back leave its approval out; one that comes back after the office has
 * looked into it is audited again by both.
 * @throws {ProblemError} GUARD when nothing waits for this authority, INVALID for entries that are not in the report
 */
export async function auditReport(
  { table, applications }: ReportDeps,
  report: ReportRecord,
  context: Context,
  {
    actor,
    batchId,
    lane,
    approve,
    sendBack,
  }: By & { lane: AuditLane } & Omit<BodyOf<'ReportAuditBody'>, 'version'>,
): Promise<ReportChange> {
  const reasons = Object.fromEntries(sendBack.map((s) => [s.applicationId, s.reason]));
  const found = await applications.getMany(report.applications.map((a) => a.applicationId));
  const waiting = found.filter((a) => a.stage === 'JOINT_AUDIT' && a.reportId === report.reportId);
  const unknown = sendBack.filter((s) => !waiting.some((a) => a.applicationId === s.applicationId));
  if (unknown.length > 0)
    refuse(
      'INVALID',
      ...unknown.map((s) => find('REPORT_ENTRY', { field: '/sendBack', found: s.applicationId })),
    );
  const returned = waiting.filter((a) => reasons[a.applicationId] !== undefined);
  const passed = waiting.filter(
    (a) => reasons[a.applicationId] === undefined && stepOf(a) === 'JOINT_AUDIT' && !a.jointAudit[lane],
  );
  const approved = approve ? passed : [];
  if (approved.length + returned.length === 0) refuse('GUARD', find('JOINT_AUDIT', { found: 0 }));
  const { planCode, publicityId } = report;
  const createdAt = context.now;
  const passedIds = approved.map((a) => a.applicationId);
  const returnedIds = returned.map((a) => a.applicationId);
  const entries = report.applications.map(({ sentBack, ...entry }) => {
    const reason =
      reasons[entry.applicationId] ?? (passedIds.includes(entry.applicationId) ? undefined : sentBack);
    return { ...entry, ...(reason === undefined ? {} : { sentBack: reason }) };
  });
  const others = report.approvals.filter((a) => a.lane !== lane);
  const approvals = approve ? [...others, { lane, actor, at: createdAt }] : report.approvals;
  const changed = reportWrites(
    table,
    report,
    { ...report, applications: entries, approvals, batchId },
    {
      act: 'AUDIT_REPORT',
      actor,
      at: createdAt,
      payload: { lane, approve, approved: passedIds, sentBack: returnedIds },
    },
  );
  const work = { batchId, planCode, actor, createdAt };
  return {
    next: changed.next,
    writes: [
      ...changed.writes,
      ...batchWrites(table, { ...work, act: { name: 'AUTHORITY_APPROVE', lane }, applicationIds: passedIds }),
      ...batchWrites(table, {
        ...work,
        act: { name: 'SEND_BACK', lane, publicityId },
        applicationIds: returnedIds,
        reasons,
        firstChunk: Math.ceil(passedIds.length / CHUNK_SIZE),
      }),
    ],
  };
}
