import type * as z from 'zod/mini';
import { DryRunRecord } from '../contracts/plan-dry-run.ts';
import { stored } from '../contracts/stored.ts';
import { keys } from './base/keys.ts';
import { put, requireVersion, type Table, toItem, type Write } from './base/table.ts';
import type { PlanHead } from './plans.ts';

/** The newest dry run of each version of a plan (G3), beside the version itself. */

export const StoredDryRunSchema = stored(DryRunRecord);
export type StoredDryRun = z.infer<typeof DryRunRecord>;

export const getDryRun = (
  table: Table,
  planCode: string,
  planVersion: number,
): Promise<StoredDryRun | undefined> => table.get(StoredDryRunSchema, keys.planDryRun(planCode, planVersion));

/** Keeps a dry run of the version as it was read; what was proposed meanwhile keeps the one that it was proposed with. */
export function dryRunWrites(
  table: Table,
  { planCode, planVersion, version }: PlanHead,
  run: StoredDryRun,
): Write[] {
  return [
    requireVersion(table.name, keys.planVersion(planCode, planVersion), version),
    put(table.name, keys.planDryRun(planCode, planVersion), { ...run, type: 'PLAN_DRY_RUN' }),
  ];
}

/** Demands that this be the dry run still. */
export function requireDryRun(table: Table, { planCode, planVersion, sha256 }: StoredDryRun): Write {
  return {
    ConditionCheck: {
      TableName: table.name,
      Key: toItem({ ...keys.planDryRun(planCode, planVersion) }),
      ConditionExpression: 'sha256 = :s',
      ExpressionAttributeValues: toItem({ ':s': sha256 }),
    },
  };
}
