import type { BodyOf } from '../../contracts/api/index.ts';
import { refuse } from '../../errors.ts';
import type { Context } from '../../rules/base/context.ts';
import { find } from '../../rules/certificate/findings.ts';
import { entryStanding, roundOf } from '../../rules/certificate/report.ts';
import { authoritiesOf } from '../../rules/people/authorities.ts';
import { batchWrites, CHUNK_SIZE } from '../../store/batches.ts';
import { type ReportRecord, reportWrites } from '../../store/reports.ts';
import type { By, ReportChange, ReportDeps } from './report-work.ts';

type Entry = ReportRecord['applications'][number];

/**
 * R67, D25: one authority's audit, of what was on its screen. Entries sent back leave its approval out; one that comes
 * back after the office has looked into it is audited again by all authorities.
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
    applicationIds,
  }: By & { lane: string } & Omit<BodyOf<'ReportAuditBody'>, 'version'>,
): Promise<ReportChange> {
  const { reportId, planCode, publicityId } = report;
  const authorities = authoritiesOf(context.plan);
  const reasons = new Map(sendBack.map((s) => [s.applicationId, s.reason]));
  const found = await applications.getMany(report.applications.map((a) => a.applicationId));
  const byId = new Map(found.map((a) => [a.applicationId, a] as const));
  const standing = (entry: Entry) =>
    entryStanding(entry, byId.get(entry.applicationId), reportId, authorities);
  const open = new Set(
    report.applications
      .filter((entry) => ['WAITING', 'AUDITED'].includes(standing(entry).state))
      .map((entry) => entry.applicationId),
  );
  const unknown = sendBack.filter((s) => !open.has(s.applicationId));
  if (unknown.length > 0)
    refuse(
      'INVALID',
      ...unknown.map((s) => find('REPORT_ENTRY', { field: '/sendBack', found: s.applicationId })),
    );
  const passes = (entry: Entry): boolean =>
    approve &&
    authorities.includes(lane) &&
    !reasons.has(entry.applicationId) &&
    (applicationIds?.includes(entry.applicationId) ?? true) &&
    standing(entry).state === 'WAITING' &&
    !standing(entry).audited.includes(lane);
  const passedIds = report.applications.filter(passes).map((entry) => entry.applicationId);
  const returnedIds = [...reasons.keys()];
  if (passedIds.length + returnedIds.length === 0) refuse('GUARD', find('JOINT_AUDIT', { found: 0 }));
  const createdAt = context.now;
  const entries = report.applications.map((entry) => {
    const turn = byId.get(entry.applicationId)?.turn ?? 0;
    const reason = reasons.get(entry.applicationId);
    if (reason !== undefined) {
      const { audits: _audits, ...kept } = entry;
      return { ...kept, sentBack: reason, round: roundOf(entry) + 1, turn };
    }
    if (!passedIds.includes(entry.applicationId)) return entry;
    const { sentBack: _reason, ...kept } = entry;
    const audits = (entry.audits ?? []).filter((a) => a.turn === turn);
    return { ...kept, round: roundOf(entry), audits: [...audits, { lane, turn }] };
  });
  const approval = { lane, actor, at: createdAt, count: passedIds.length };
  const approvals = passedIds.length > 0 ? [...report.approvals, approval] : report.approvals;
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
    applications: found,
    writes: [
      ...changed.writes,
      ...batchWrites(table, { ...work, act: { name: 'AUTHORITY_APPROVE', lane }, applicationIds: passedIds }),
      ...batchWrites(table, {
        ...work,
        act: { name: 'SEND_BACK', lane, publicityId },
        applicationIds: returnedIds,
        reasons: Object.fromEntries(reasons),
        firstChunk: Math.ceil(passedIds.length / CHUNK_SIZE),
      }),
    ],
  };
}
