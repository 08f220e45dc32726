import * as z from 'zod/mini';
import { lanes, stepCodes } from '../contracts/stages.ts';
import { keys } from './base/keys.ts';
import { untilStored } from './base/patch.ts';
import { put, type Table, TransactionRefused, toItem } from './base/table.ts';

/** A callback task of the review machine that waits for an answer. Tokens are never logged or shown. */
export const MachineTaskSchema = z.object({
  applicationId: z.string(),
  turn: z.number(),
  lane: z.enum(lanes),
  step: z.enum(stepCodes),
  token: z.string(),
  openedAt: z.string(),
  /** The execution that waits has been replaced by another one: it is answered, and ends. */
  replaced: z.optional(z.boolean()),
});
export type MachineTask = z.infer<typeof MachineTaskSchema>;

/** Puts the token on the application's task; a newer attempt replaces the token of an older one. */
export function openTask(
  { table, pause }: { table: Table; pause(ms: number): Promise<void> },
  task: MachineTask,
): Promise<void> {
  const key = keyOf(task);
  return untilStored({ pause }, () => table.transact([put(table.name, key, { type: 'TASK', ...task })]));
}

/** Tasks of an application whose token has not been answered. */
export function waitingTasks(table: Table, applicationId: string): Promise<MachineTask[]> {
  return table.queryAll(MachineTaskSchema, {
    partition: keys.application(applicationId).pk,
    prefix: 'TASK#',
  });
}

/** Forgets the token that was answered. A newer attempt may have put its own there meanwhile; that one still waits. */
export async function completeTask(table: Table, task: MachineTask): Promise<void> {
  const forget = {
    Delete: {
      TableName: table.name,
      Key: toItem({ ...keyOf(task) }),
      ConditionExpression: '#token = :token',
      ExpressionAttributeNames: { '#token': 'token' },
      ExpressionAttributeValues: toItem({ ':token': task.token }),
    },
  };
  try {
    await table.transact([forget]);
  } catch (error) {
    const overtaken =
      error instanceof TransactionRefused && error.reasons.every((r) => r.code === 'ConditionalCheckFailed');
    if (!overtaken) throw error;
  }
}

/** That of a replaced execution has a place of its own, so that it never takes away the token of the one in force. */
const keyOf = ({ applicationId, turn, lane, replaced }: MachineTask) =>
  keys.task(applicationId, turn, replaced ? `${lane}#REPLACED` : lane);
