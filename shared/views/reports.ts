import type { ResponseOf } from '../contracts/api/index.ts';
import type { Application } from '../contracts/application.ts';
import type { Plan } from '../contracts/plan.ts';
import type { Principal } from '../contracts/roles.ts';
import { documentsOf, entryStanding, reportStatus, roundOf } from '../rules/certificate/report.ts';
import { authorityOf } from '../rules/desk/scope.ts';
import { auditorsOf, authoritiesOf } from '../rules/people/authorities.ts';
import type { ReportRecord } from '../store/reports.ts';
import { bothLanguages } from './desk-names.ts';

/** The applications that a view of the report asks about: those whose document it does not know itself. */
export const openEntries = (report: ReportRecord): string[] =>
  report.applications.filter((a) => a.documentNo === undefined).map((a) => a.applicationId);

/** A report of results as the office and the authorities see it: where each entry stands, and every document (D25). */
export function reportView(
  report: ReportRecord,
  applications: readonly Application[],
  plan: Plan,
  reader: Pick<Principal, 'role' | 'scope'>,
): ResponseOf<'Report'> {
  const { reportId, planCode, publicityId, title, version, batchId, createdAt } = report;
  const acting = authorityOf(reader, plan);
  const byId = new Map(applications.map((a): [string, Application] => [a.applicationId, a]));
  const entries = report.applications.map((entry) => {
    const { applicationId, applicationNo, specialty, sentBack } = entry;
    // D16: as it stands; what has its document keeps the words of it.
    const { applicantName: name = entry.name, unit: { name: unit } = { name: entry.unit } } =
      byId.get(applicationId) ?? {};
    return {
      ...{ applicationId, applicationNo, name, unit, specialty },
      ...(sentBack === undefined ? {} : { sentBack }),
      round: roundOf(entry),
      ...entryStanding(entry, byId.get(applicationId), reportId, authoritiesOf(plan)),
    };
  });
  return {
    ...{ reportId, planCode, publicityId, title },
    status: reportStatus(entries),
    applications: entries.map((entry) => ({ ...entry, audited: [...entry.audited] })),
    authorities: auditorsOf(plan).map(({ code, names }) => ({ code, name: bothLanguages(names) })),
    ...(acting === undefined ? {} : { acting }),
    approvals: report.approvals.map(({ lane, actor, at, count }) => ({
      authority: lane,
      at,
      ...(actor.name ? { name: actor.name } : {}),
      ...(count === undefined ? {} : { count }),
    })),
    documents: documentsOf(report).map(({ documentNo, publishedAt }) => ({
      documentNo,
      publishedAt,
      count: entries.filter((e) => e.documentNo === documentNo).length,
    })),
    version,
    ...(batchId ? { batchId } : {}),
    createdAt,
  };
}
