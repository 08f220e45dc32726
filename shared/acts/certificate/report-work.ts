import type { BodyOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import type { AuditLane, Step } from '../../contracts/stages.ts';
import { ProblemError, refusal } from '../../errors.ts';
import type { Context } from '../../rules/base/context.ts';
import { listRow } from '../../rules/publicity/list.ts';
import { canClose } from '../../rules/publicity/window.ts';
import type { Table, Write } from '../../store/base/table.ts';
import { batchWrites, CHUNK_SIZE } from '../../store/batches.ts';
import { entriesOf, type Publicity, publicityWrites } from '../../store/publicities.ts';
import { type ReportRecord, reportsOf, reportWrites } from '../../store/reports.ts';
import type { Applications } from '../base/applications.ts';

/** From a closed result publicity to the published document (T36–T38), each a batch over the report's applications. */

interface Stores {
  table: Table;
  applications: Applications;
}
interface By {
  actor: Actor;
  batchId: string;
}
export interface ReportChange {
  next: ReportRecord;
  writes: Write[];
}

const stepOf = (application: Application): Step | undefined => application.turns.at(-1)?.step;

/** Entries of one report: it is one item, which grows by the reasons of what is sent back. */
export const MAX_REPORTED = 500;

/**
 * R66: those of a result publicity whose own window has closed without an open objection. Entries still held are
 * reported later, by another report; so are those beyond MAX_REPORTED.
 * @throws {ProblemError} GUARD before the window is over, or when there is nobody to report
 */
export async function newReport(
  { table, applications }: Stores,
  publicity: Publicity,
  context: Context,
  { actor, batchId, reportId, title }: By & { reportId: string; title: string },
): Promise<ReportChange> {
  demandResultPublicity(publicity);
  const verdict = publicity.window && canClose(publicity.window, context.calendar, context.now, 0);
  if (!verdict?.ok) throw new ProblemError('GUARD', verdict?.problems ?? []);
  const entries = await entriesOf(table, publicity.publicityId);
  const found = await applications.getMany(entries.map((e) => e.applicationId));
  const ready = new Map(
    found
      .filter((a) => stepOf(a) === 'RESULT_REPORT')
      .map((a): [string, Application] => [a.applicationId, a]),
  );
  const earlier = await reportedBefore(table, publicity);
  const due = entries.flatMap(({ applicationId }) => {
    const application = ready.get(applicationId);
    if (!application || earlier.has(applicationId)) return [];
    const { applicationNo, name, unit, specialty } = listRow(application, context.plan);
    return [{ applicationId, applicationNo, name, unit, specialty }];
  });
  if (due.length === 0) throw nobody('OBJECTION_OPEN', 'R66');
  const reported = due.slice(0, MAX_REPORTED);
  const { planCode, publicityId } = publicity;
  const createdAt = context.now;
  const record: ReportRecord = {
    reportId,
    planCode,
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
  return { next: changed.next, writes: [...changed.writes, ...marked.writes, ...work] };
}

/** Those that an earlier report of the same list carries, and that have not been sent back out of it. */
async function reportedBefore(table: Table, { planCode, publicityId }: Publicity): Promise<Set<string>> {
  const reports = await reportsOf(table, planCode);
  return new Set(
    reports
      .filter((r) => r.publicityId === publicityId)
      .flatMap((r) => r.applications.filter((a) => !a.sentBack).map((a) => a.applicationId)),
  );
}

/**
 * R67: one authority's audit. Entries sent back leave its approval out; one that comes back after the office has
 * looked into it is audited again by both.
 * @throws {ProblemError} GUARD when nothing waits for this authority, INVALID for entries that are not in the report
 */
export async function auditedReport(
  { table, applications }: Stores,
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
  demandAuditable(sendBack, waiting);
  const returned = waiting.filter((a) => reasons[a.applicationId] !== undefined);
  const passed = waiting.filter(
    (a) => reasons[a.applicationId] === undefined && stepOf(a) === 'JOINT_AUDIT' && !a.jointAudit[lane],
  );
  const approved = approve ? passed : [];
  if (approved.length + returned.length === 0) throw nobody('JOINT_AUDIT', 'R67');
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

/**
 * R67, T37: the document, once both have passed the report and it is recorded on every entry that was not sent back.
 * @throws {ProblemError} GUARD before that
 */
export async function issuedReport(
  { table, applications }: Stores,
  report: ReportRecord,
  context: Context,
  { actor, batchId, documentNo }: By & { documentNo: string },
): Promise<ReportChange> {
  const held = new Set(report.applications.filter((a) => a.sentBack).map((a) => a.applicationId));
  const found = await applications.getMany(report.applications.map((a) => a.applicationId));
  const inReport = found.filter((a) => a.stage === 'JOINT_AUDIT' && a.reportId === report.reportId);
  const ready = inReport.filter((a) => stepOf(a) === 'DOCUMENT');
  const open = inReport.filter((a) => stepOf(a) !== 'DOCUMENT' && !held.has(a.applicationId));
  if (open.length > 0 || ready.length === 0) throw auditOpen(report, open.length);
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

function demandResultPublicity({ kind, status }: Publicity): void {
  if (kind === 'RESULT' && status === 'OPEN') return;
  throw refusal('GUARD', {
    code: 'FLOW_ORDER',
    rule: 'R66',
    found: `${kind} ${status}`,
    allowed: 'RESULT OPEN',
    zh: '只有已公示的评审结果可以上报。',
    en: 'Only results that have been published are reported.',
  });
}

function demandAuditable(
  sendBack: readonly { applicationId: string }[],
  waiting: readonly Application[],
): void {
  const unknown = sendBack.filter((s) => !waiting.some((a) => a.applicationId === s.applicationId));
  if (unknown.length === 0) return;
  throw new ProblemError(
    'INVALID',
    unknown.map(({ applicationId }) => ({
      code: 'REPORT_ENTRY',
      rule: 'R67',
      field: '/sendBack',
      found: applicationId,
      severity: 'error' as const,
      message: {
        zh: '该申报不在本报告的待审核名单中。',
        en: 'This application does not wait for an audit in this report.',
      },
    })),
  );
}

function nobody(code: string, rule: string): ProblemError {
  return refusal('GUARD', {
    code,
    rule,
    found: 0,
    zh: '没有可以办理的申报。',
    en: 'There is no application for which this can be done now.',
  });
}

function auditOpen({ approvals }: ReportRecord, open: number): ProblemError {
  return refusal('GUARD', {
    code: 'JOINT_AUDIT',
    rule: 'R67',
    found: approvals.map((a) => a.lane).join(', ') || '—',
    allowed: 'MUNI_HRSS, CONSTR_COMMISSION',
    zh: `市人力社保局和市建委均审核通过后才能发文，尚有${open}份申报未审核完毕。`,
    en: `Both authorities must approve before the document is issued; ${open} application(s) are still open.`,
  });
}
