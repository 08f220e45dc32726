import type { ResponseOf } from '../contracts/api/index.ts';
import { auditLanes } from '../contracts/stages.ts';
import type { ReportRecord } from '../store/reports.ts';

/** A report of results as the office and the authorities see it. */
export function reportView(report: ReportRecord): ResponseOf<'Report'> {
  const { reportId, planCode, publicityId, title, applications, document, version, batchId, createdAt } =
    report;
  const both = auditLanes.every((lane) => report.approvals.some((a) => a.lane === lane));
  return {
    reportId,
    planCode,
    publicityId,
    title,
    status: document ? 'ISSUED' : both ? 'AUDITED' : 'REPORTED',
    applications,
    approvals: report.approvals.map(({ lane, actor, at }) => ({
      role: lane,
      at,
      ...(actor.name ? { name: actor.name } : {}),
    })),
    ...(document ? { document } : {}),
    version,
    ...(batchId ? { batchId } : {}),
    createdAt,
  };
}
