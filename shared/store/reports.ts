import * as z from 'zod/mini';
import { ActorSchema } from '../contracts/roles.ts';
import { ProblemError } from '../errors.ts';
import { type AuditedChange, auditedWrites } from './base/audited.ts';
import { keys, listPartition } from './base/keys.ts';
import type { Table, Write } from './base/table.ts';

const ReportDocument = z.object({ documentNo: z.string(), publishedAt: z.string() });

/** Reports of results to the authorities (R66, R67): the list, the audits, the documents. */
export const ReportSchema = z.object({
  reportId: z.string(),
  planCode: z.string(),
  /** Of the plan: the one that its applications were submitted under (G1); without it, the first that there was. */
  planVersion: z.optional(z.number()),
  publicityId: z.string(),
  title: z.string(),
  applications: z.array(
    z.object({
      applicationId: z.string(),
      applicationNo: z.string(),
      name: z.string(),
      unit: z.string(),
      specialty: z.string(),
      /** See rules/certificate/report; reports stored before D25 have the reason alone. */
      sentBack: z.optional(z.string()),
      round: z.optional(z.number()),
      turn: z.optional(z.number()),
      audits: z.optional(z.array(z.object({ lane: z.string(), turn: z.number() }))),
      documentNo: z.optional(z.string()),
    }),
  ),
  /** Every approval, oldest first, with how many entries it was of. */
  approvals: z.array(
    z.object({ lane: z.string(), actor: ActorSchema, at: z.string(), count: z.optional(z.number()) }),
  ),
  /** The one document of a report stored before D25. */
  document: z.optional(ReportDocument),
  /** Every document that the report has ended in, oldest first; no number replaces another (D25). */
  documents: z.optional(z.array(ReportDocument)),
  batchId: z.optional(z.string()),
  createdBy: ActorSchema,
  createdAt: z.string(),
  version: z.number(),
  auditHash: z.string(),
});
export type ReportRecord = z.infer<typeof ReportSchema>;

/** @throws {ProblemError} NOT_FOUND */
export async function requireReport(table: Table, reportId: string): Promise<ReportRecord> {
  const found = await table.get(ReportSchema, keys.report(reportId));
  if (!found) throw new ProblemError('NOT_FOUND');
  return found;
}

/** Reports of a plan, newest first. */
export function reportsOf(table: Table, planCode: string): Promise<ReportRecord[]> {
  return table.queryAll(ReportSchema, {
    index: 'owner',
    partition: listPartition('REPORT', planCode),
    newestFirst: true,
  });
}

export function reportWrites(
  table: Table,
  before: ReportRecord | undefined,
  next: ReportRecord,
  event: AuditedChange<ReportRecord>['event'],
): { next: ReportRecord; writes: Write[] } {
  return auditedWrites({
    tableName: table.name,
    key: keys.report(next.reportId),
    type: 'REPORT',
    before,
    next,
    indexes: {
      ownerPk: listPartition('REPORT', next.planCode),
      ownerSk: `${next.createdAt}#${next.reportId}`,
    },
    event,
  });
}
