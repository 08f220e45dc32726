import type { Application } from '../../contracts/application.ts';
import { refuse } from '../../errors.ts';
import type { Context } from '../../rules/base/context.ts';
import { find as shared } from '../../rules/base/findings.ts';
import { find } from '../../rules/certificate/findings.ts';
import { isReported } from '../../rules/certificate/report.ts';
import { listRow } from '../../rules/publicity/list.ts';
import { canClose } from '../../rules/publicity/window.ts';
import type { Table } from '../../store/base/table.ts';
import { batchWrites } from '../../store/batches.ts';
import { entriesOf, type Publicity, publicityWrites } from '../../store/publicities.ts';
import { type ReportRecord, reportsOf, reportWrites } from '../../store/reports.ts';
import { type By, type ReportChange, type ReportDeps, stepOf } from './report-work.ts';

/** Entries of one report: it is one item, which grows by the reasons of what is sent back. */
export const MAX_REPORTED = 500;

/**
 * R66: those of a result publicity whose own window has closed without an open objection. Entries still held are
 * reported later, by another report; so are those beyond MAX_REPORTED.
 * @throws {ProblemError} GUARD before the window is over, or when there is nobody to report
 */
export async function createReport(
  { table, applications }: ReportDeps,
  publicity: Publicity,
  context: Context,
  { actor, batchId, reportId, title }: By & { reportId: string; title: string },
): Promise<ReportChange> {
  const { kind, status } = publicity;
  if (kind !== 'RESULT' || status !== 'OPEN')
    refuse(
      'GUARD',
      shared('FLOW_ORDER', { rule: 'R66', found: `${kind} ${status}`, allowed: 'RESULT OPEN' }),
    );
  const verdict = publicity.window && canClose(publicity.window, context.calendars, context.now, 0);
  if (!verdict?.ok) refuse('GUARD', ...(verdict?.problems ?? []));
  const entries = await entriesOf(table, publicity.publicityId);
  const found = await applications.getMany(entries.map((e) => e.applicationId));
  const ready = new Map(
    found
      .filter((a) => stepOf(a) === 'RESULT_REPORT')
      .map((a): [string, Application] => [a.applicationId, a]),
  );
  const earlier = await reportedBefore(table, publicity, ready);
  const due = entries.flatMap(({ applicationId }) => {
    const application = ready.get(applicationId);
    if (!application || earlier.has(applicationId)) return [];
    const { applicationNo, name, unit, specialty } = listRow(application, context.plan);
    return [{ applicationId, applicationNo, name, unit, specialty, round: 1, turn: application.turn }];
  });
  if (due.length === 0) refuse('GUARD', find('REPORT_NOBODY'));
  const reported = due.slice(0, MAX_REPORTED);
  const { planCode, publicityId } = publicity;
  const createdAt = context.now;
  const record: ReportRecord = {
    reportId,
    planCode,
    planVersion: publicity.planVersion,
    publicityId,
    title,
    applications: reported,
    approvals: [],
    batchId,
    createdBy: actor,
    createdAt,
    version: 0,
    auditHash: '',
  };
  const applicationIds = reported.map((r) => r.applicationId);
  const changed = reportWrites(table, undefined, record, {
    act: 'REPORT',
    actor,
    at: createdAt,
    payload: { reportId, publicityId, title, applicationIds },
  });
  const act = { name: 'REPORT' as const, reportId };
  const work = batchWrites(table, { batchId, planCode, act, actor, applicationIds, createdAt });
  // A mark on the publicity: of two reports at once, one is refused.
  const marked = publicityWrites(table, publicity, publicity, {
    act: 'REPORT',
    actor,
    at: createdAt,
    payload: { reportId },
  });
  return { next: changed.next, applications: found, writes: [...changed.writes, ...marked.writes, ...work] };
}

/** Those that an earlier report of the same list is still carrying to the authorities. */
async function reportedBefore(
  table: Table,
  { planCode, publicityId }: Publicity,
  ready: ReadonlyMap<string, Application>,
): Promise<Set<string>> {
  const reports = await reportsOf(table, planCode);
  const entries = reports.filter((r) => r.publicityId === publicityId).flatMap((r) => r.applications);
  const carried = entries.filter((entry) => {
    const application = ready.get(entry.applicationId);
    return application && isReported(entry, application);
  });
  return new Set(carried.map((entry) => entry.applicationId));
}
