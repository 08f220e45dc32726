import * as z from 'zod/mini';
import type { Application } from '../contracts/application.ts';
import { nextCheck } from '../rules/application/executions.ts';
import { keys, queuePartition, queueSort } from './base/keys.ts';
import { patch } from './base/patch.ts';
import { type Page, put, type Table, TransactionRefused, type Write } from './base/table.ts';

/** Which execution of the review machine is an application's, found by the time at which it is to be looked at. */

export const ExecutionSchema = z.object({
  applicationId: z.string(),
  revision: z.number(),
  restart: z.number(),
  /** Absent once the application has ended. */
  checkAt: z.optional(z.string()),
});
export type Execution = z.infer<typeof ExecutionSchema>;

const CHECKS = queuePartition('EXECUTION', '-');

export const getExecution = (table: Table, applicationId: string): Promise<Execution | undefined> =>
  table.get(ExecutionSchema, keys.execution(applicationId));

/** A revision begins: it has an execution of its own. */
export function executionWrite(tableName: string, application: Application): Write {
  const { applicationId, revision, updatedAt } = application;
  const checkAt = nextCheck(application, updatedAt);
  const execution: Execution = { applicationId, revision, restart: 0, checkAt };
  return put(tableName, keys.execution(applicationId), {
    ...execution,
    ...place(applicationId, checkAt),
    type: 'EXECUTION',
  });
}

/** Executions whose time to be looked at has come, oldest first. */
export function dueExecutions(
  table: Table,
  now: string,
  page: { limit: number; cursor?: string | undefined },
): Promise<Page<Execution>> {
  return table.query(ExecutionSchema, { index: 'queue', partition: CHECKS, upTo: `${now}~`, ...page });
}

/** Changes the record where it is still as it was read; false when somebody else was faster. */
export async function changeExecution(
  table: Table,
  { applicationId, revision, restart }: Execution,
  to: Partial<Pick<Execution, 'restart' | 'checkAt'>>,
): Promise<boolean> {
  const set = { ...to, ...('checkAt' in to ? place(applicationId, to.checkAt) : {}) };
  try {
    await table.transact([
      patch(table.name, keys.execution(applicationId), { set, when: { revision, restart } }),
    ]);
    return true;
  } catch (error) {
    if (error instanceof TransactionRefused) return false;
    throw error;
  }
}

function place(applicationId: string, checkAt: string | undefined) {
  return {
    queuePk: checkAt && CHECKS,
    queueSk: checkAt && queueSort(checkAt, applicationId),
  };
}
