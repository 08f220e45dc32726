import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Actor, Principal } from '../../contracts/roles.ts';
import type { Step } from '../../contracts/stages.ts';
import { authoritiesOf } from '../../rules/certificate/report.ts';
import { requirePlanScope } from '../../rules/desk/scope.ts';
import type { Write } from '../../store/base/table.ts';
import { type ReportRecord, requireReport } from '../../store/reports.ts';
import { openEntries, reportView } from '../../views/reports.ts';
import type { Deps } from '../base/deps.ts';
import type { Standing } from '../base/edit.ts';

/** From a closed result publicity to the published document (T36–T38), each a batch over the report's applications (D25). */

export type ReportDeps = Pick<Deps, 'table' | 'applications'>;

export interface By {
  actor: Actor;
  batchId: string;
}

export interface ReportChange {
  next: ReportRecord;
  /** The applications of the entries as the act found them. */
  applications: Application[];
  writes: Write[];
}

export const stepOf = (application: Application): Step | undefined => application.turns.at(-1)?.step;

interface AskedReport {
  principal: Principal;
  params: Record<string, string>;
}

/** @throws {ProblemError} NOT_FOUND; FORBIDDEN for a report of another plan */
export async function reportInScope(
  { table }: Pick<Deps, 'table'>,
  { principal, params }: AskedReport,
): Promise<ReportRecord> {
  const report = await requireReport(table, params.reportId ?? '');
  requirePlanScope(principal, report.planCode);
  return report;
}

/** The report as it stands now. @throws {ProblemError} as {@link reportInScope} */
export async function standingReport(
  deps: Pick<Deps, 'table' | 'applications' | 'plans'>,
  asked: AskedReport,
): Promise<Omit<Standing<ResponseOf<'Report'>>, 'same'>> {
  const report = await reportInScope(deps, asked);
  const applications = await deps.applications.getMany(openEntries(report));
  const view = reportView(report, applications, authoritiesOf(deps.plans.get(report.planCode)));
  return { view, version: report.version };
}
