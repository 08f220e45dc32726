import * as z from 'zod/mini';
import type { Application } from '../contracts/application.ts';
import { type Actor, ActorSchema } from '../contracts/roles.ts';
import { ProblemError } from '../errors.ts';
import { type AuditedChange, auditedWrites } from './base/audited.ts';
import { keys, queuePartition, queueSort } from './base/keys.ts';
import type { Table, Write } from './base/table.ts';

/** Objections 异议 (R64, R66, C15): what was said and by whom stays here, apart from the application and its history. */
export const ObjectionRecordSchema = z.object({
  objectionId: z.string(),
  publicityId: z.string(),
  planCode: z.string(),
  applicationId: z.string(),
  applicationNo: z.string(),
  applicantName: z.string(),
  content: z.string(),
  objectorName: z.optional(z.string()),
  contact: z.optional(z.string()),
  /** Sent back by an authority (T38) instead of raised by the public. */
  sentBackBy: z.optional(ActorSchema),
  /** CLOSED: the application ended for another reason. */
  status: z.enum(['OPEN', 'UPHOLD_PROPOSED', 'CLEARED', 'UPHELD', 'CLOSED']),
  proposedBy: z.optional(ActorSchema),
  decidedBy: z.optional(ActorSchema),
  finding: z.optional(z.string()),
  at: z.string(),
  version: z.number(),
  auditHash: z.string(),
});
export type ObjectionRecord = z.infer<typeof ObjectionRecordSchema>;

export const isOpenObjection = ({ status }: Pick<ObjectionRecord, 'status'>): boolean =>
  status === 'OPEN' || status === 'UPHOLD_PROPOSED';

/** @throws {ProblemError} NOT_FOUND */
export async function requireObjection(table: Table, objectionId: string): Promise<ObjectionRecord> {
  const found = await table.get(ObjectionRecordSchema, keys.objection(objectionId));
  if (!found) throw new ProblemError('NOT_FOUND');
  return found;
}

/** The objections that wait for the office of a plan, oldest first. */
export async function openObjections(table: Table, planCode: string): Promise<ObjectionRecord[]> {
  const partition = queuePartition('OBJECTION', planCode);
  const found = await table.queryAll(ObjectionRecordSchema, { index: 'queue', partition });
  return found.filter(isOpenObjection).sort((a, b) => (a.at < b.at ? -1 : 1));
}

export function objectionWrites(
  table: Table,
  before: ObjectionRecord | undefined,
  next: ObjectionRecord,
  event: AuditedChange<ObjectionRecord>['event'],
): Write[] {
  const open = isOpenObjection(next);
  return auditedWrites({
    tableName: table.name,
    key: keys.objection(next.objectionId),
    type: 'OBJECTION',
    before,
    next,
    indexes: {
      queuePk: open ? queuePartition('OBJECTION', next.planCode) : undefined,
      queueSk: open ? queueSort(next.at, next.objectionId) : undefined,
    },
    event,
  }).writes;
}

/** Closes what is still open against an application that has ended; `except` is the one being decided. */
export async function closeObjections(
  table: Table,
  application: Application,
  closing: { actor: Actor; at: string; finding: string; except?: string },
): Promise<Write[]> {
  const ids = application.objections
    .filter(
      (o) => (o.status === 'OPEN' || o.status === 'UPHOLD_PROPOSED') && o.objectionId !== closing.except,
    )
    .map((o) => o.objectionId);
  const records = await table.getMany(ObjectionRecordSchema, ids.map(keys.objection));
  const { actor, at, finding } = closing;
  return records
    .filter(isOpenObjection)
    .flatMap((before) =>
      objectionWrites(
        table,
        before,
        { ...before, status: 'CLOSED', decidedBy: actor, finding },
        { act: 'CLOSE_OBJECTION', actor, at, reason: finding, payload: { objectionId: before.objectionId } },
      ),
    );
}
