import * as z from 'zod/mini';
import type { Application } from '../contracts/application.ts';
import { type Actor, ActorSchema } from '../contracts/roles.ts';
import { ProblemError } from '../errors.ts';
import { sha256Hex } from '../rules/base/sha256.ts';
import { type AuditedChange, auditedWrites } from './base/audited.ts';
import { keys, queuePartition, queueSort } from './base/keys.ts';
import { create, type Table, type Write } from './base/table.ts';

/** Objections 异议 (R64, R66, C15): what was said and by whom stays here, apart from the application and its history. */
export const ObjectionRecordSchema = z.object({
  objectionId: z.string(),
  publicityId: z.string(),
  planCode: z.string(),
  applicationId: z.string(),
  applicationNo: z.string(),
  applicantName: z.string(),
  content: z.string(),
  /** Evidence (D22), in the order in which it was given. */
  fileIds: z.optional(z.array(z.string())),
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

export const isOpenObjection = ({ status }: { status: string }): boolean =>
  status === 'OPEN' || status === 'UPHOLD_PROPOSED';

/** @throws {ProblemError} NOT_FOUND */
export async function requireObjection(table: Table, objectionId: string): Promise<ObjectionRecord> {
  const found = await table.get(ObjectionRecordSchema, keys.objection(objectionId));
  if (!found) throw new ProblemError('NOT_FOUND');
  return found;
}

const Pointer = z.object({ objectionId: z.string() });

/** Keeps which objection a receipt is of; of the receipt itself its hash alone (D22). */
export const receiptWrite = (table: Table, receiptNo: string, objectionId: string): Write =>
  create(table.name, keys.objectionReceipt(sha256Hex(receiptNo)), { type: 'RECEIPT', objectionId });

export async function objectionOfReceipt(
  table: Table,
  receiptNo: string,
): Promise<ObjectionRecord | undefined> {
  const pointer = await table.get(Pointer, keys.objectionReceipt(sha256Hex(receiptNo)));
  return pointer && table.get(ObjectionRecordSchema, keys.objection(pointer.objectionId));
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

/** Two items each, beside what else ends with the application: the hundred that a transaction may hold. */
export const CLOSED_AT_ONCE = 40;

interface Closing {
  actor: Actor;
  at: string;
  finding: string;
}

/** What is open against an application. */
export async function openObjectionsOf(
  table: Table,
  { objections }: Application,
): Promise<ObjectionRecord[]> {
  const ids = objections.filter(isOpenObjection).map((o) => o.objectionId);
  return (await table.getMany(ObjectionRecordSchema, ids.map(keys.objection))).filter(isOpenObjection);
}

/**
 * Closes what is still open against an application that has ended; `except` is the one being decided. What one transaction
 * has no room for is closed by the stream's consumer right after it.
 */
export async function closeObjections(
  table: Table,
  application: Application,
  { except, ...closing }: Closing & { except?: string },
): Promise<Write[]> {
  const open = await openObjectionsOf(table, application);
  return open
    .filter((one) => one.objectionId !== except)
    .slice(0, CLOSED_AT_ONCE)
    .flatMap((one) => closingWrites(table, one, closing));
}

export function closingWrites(
  table: Table,
  before: ObjectionRecord,
  { actor, at, finding }: Closing,
): Write[] {
  const { objectionId } = before;
  return objectionWrites(
    table,
    before,
    { ...before, status: 'CLOSED', decidedBy: actor, finding },
    { act: 'CLOSE_OBJECTION', actor, at, reason: finding, payload: { objectionId } },
  );
}
