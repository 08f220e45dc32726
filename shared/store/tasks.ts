import * as z from 'zod/mini';
import { stepCodes } from '../contracts/stages.ts';
import { keys } from './base/keys.ts';
import { patch, untilStored } from './base/patch.ts';
import { put, type Table, TransactionRefused } from './base/table.ts';

/** A callback task of the review machine that waits for an answer. Tokens are never logged or shown. */
export const MachineTaskSchema = z.object({
  applicationId: z.string(),
  turn: z.number(),
  lane: z.string(),
  step: z.enum(stepCodes),
  token: z.string(),
  openedAt: z.string(),
  completedAt: z.optional(z.string()),
  /** The execution that waits has been replaced by another one: it is answered, and ends. */
  replaced: z.optional(z.boolean()),
});
export type MachineTask = z.infer<typeof MachineTaskSchema>;

/** Puts the token on the application's task; a newer attempt replaces the token of an older one. */
export function openTask(table: Table, task: Omit<MachineTask, 'completedAt'>): Promise<void> {
  const key = keyOf(task);
  return untilStored(() => table.transact([put(table.name, key, { type: 'TASK', ...task })]));
}

/** Tasks of an application whose token has not been answered. */
export async function waitingTasks(table: Table, applicationId: string): Promise<MachineTask[]> {
  const tasks = await table.queryAll(MachineTaskSchema, {
    partition: keys.application(applicationId).pk,
    prefix: 'TASK#',
  });
  return tasks.filter((t) => !t.completedAt);
}

/** Remembers that the token was answered. A newer attempt may have put its own there meanwhile; that one still waits. */
export async function completeTask(table: Table, task: MachineTask, at: string): Promise<void> {
  const key = keyOf(task);
  const done = patch(table.name, key, { set: { completedAt: at }, when: { token: task.token } });
  try {
    await table.transact([done]);
  } catch (error) {
    const overtaken =
      error instanceof TransactionRefused && error.reasons.every((r) => r.code === 'ConditionalCheckFailed');
    if (!overtaken) throw error;
  }
}

/** That of a replaced execution has a place of its own, so that it never takes away the token of the one in force. */
const keyOf = ({ applicationId, turn, lane, replaced }: Omit<MachineTask, 'completedAt'>) =>
  keys.task(applicationId, turn, replaced ? `${lane}#REPLACED` : lane);
