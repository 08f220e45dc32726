import * as z from 'zod/mini';
import { PlanVersionFacts } from '../contracts/plan-version.ts';
import type { Actor } from '../contracts/roles.ts';
import { type AuditedChange, auditedWrites } from './base/audited.ts';
import { keys } from './base/keys.ts';
import { put, type Table, toItem, type Write } from './base/table.ts';
import { publicationWrites } from './publications.ts';

/** Plans by version (G1): an audited aggregate each with its document, and a list of them all without the documents. */

export const PlanHeadSchema = z.extend(PlanVersionFacts, {
  auditHash: z.string(),
  /** A draft that was given up: nobody is shown it, and its number is not given again. */
  removedAt: z.optional(z.string()),
});
export type PlanHead = z.infer<typeof PlanHeadSchema>;

/** With the document as JSON text: a draft may still be of any shape. */
export const PlanRecordSchema = z.extend(PlanHeadSchema, { document: z.string() });
export type PlanRecord = z.infer<typeof PlanRecordSchema>;

export const getPlanRecord = (
  table: Table,
  planCode: string,
  planVersion: number,
): Promise<PlanRecord | undefined> => table.get(PlanRecordSchema, keys.planVersion(planCode, planVersion));

export const planRecords = (
  table: Table,
  heads: readonly Pick<PlanHead, 'planCode' | 'planVersion'>[],
): Promise<PlanRecord[]> =>
  table.getMany(
    PlanRecordSchema,
    heads.map((head) => keys.planVersion(head.planCode, head.planVersion)),
  );

/** Every version of one plan or of all, by code and version. */
export const planHeads = (table: Table, planCode?: string): Promise<PlanHead[]> =>
  table.queryAll(PlanHeadSchema, {
    partition: 'PLANS',
    prefix: planCode === undefined ? 'VERSION#' : `VERSION#${planCode}#`,
  });

/** One audited change of a version, with its line in the list. */
export function planWrites(
  table: Table,
  before: PlanRecord | undefined,
  next: PlanRecord,
  event: AuditedChange<PlanRecord>['event'],
): { next: PlanRecord; writes: Write[] } {
  const { planCode, planVersion } = next;
  const key = keys.planVersion(planCode, planVersion);
  const changed = auditedWrites({ tableName: table.name, key, type: 'PLAN_VERSION', before, next, event });
  const { document: _document, ...head } = changed.next;
  const listed = put(table.name, keys.planHead(planCode, planVersion), { ...head, type: 'PLAN_HEAD' });
  // What ships is counted when all of it is stored: the functions that start store it side by side.
  const counted = before ? publicationWrites(table, before, next) : [];
  return { next: changed.next, writes: [...changed.writes, listed, ...counted] };
}

/** That this version is the newest from now on; fails when a newer one is published already. */
export function newestWrite(table: Table, planCode: string, planVersion: number): Write {
  return {
    Put: {
      TableName: table.name,
      Item: toItem({ ...keys.planNewest(planCode), type: 'PLAN_NEWEST', version: planVersion }),
      ConditionExpression: 'attribute_not_exists(pk) OR version < :v',
      ExpressionAttributeValues: toItem({ ':v': planVersion }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

/** That the plan is off offer by this version; fails when a newer one is published. */
export function retiredWrite(table: Table, planCode: string, planVersion: number): Write {
  const item = { ...keys.planNewest(planCode), type: 'PLAN_NEWEST', version: planVersion, retired: true };
  return {
    Put: {
      TableName: table.name,
      Item: toItem(item),
      ConditionExpression: 'attribute_not_exists(pk) OR version = :v',
      ExpressionAttributeValues: toItem({ ':v': planVersion }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

/** Demands that this version be still the newest, and on offer (D30): of two, publishing or retiring and handing in, one comes after the other. */
export function requireNewest(table: Table, planCode: string, planVersion: number): Write {
  return {
    ConditionCheck: {
      TableName: table.name,
      Key: toItem({ ...keys.planNewest(planCode) }),
      ConditionExpression: 'attribute_not_exists(pk) OR (version = :v AND attribute_not_exists(retired))',
      ExpressionAttributeValues: toItem({ ':v': planVersion }),
      ReturnValuesOnConditionCheckFailure: 'ALL_OLD',
    },
  };
}

export const shippedBy: Actor = { id: 'software', role: 'SYSTEM' };
