import * as z from 'zod/mini';
import type { Turn } from '../contracts/application.ts';
import { rowOf } from '../contracts/desks.ts';
import { keys, queuePartition, queueSort } from './base/keys.ts';
import { create, type Table, toItem, type Write } from './base/table.ts';
import { created } from './notices.ts';

/**
 * Windows that run inside a unit (L9). Their applications wait in the queue of each unit, and nobody knows all units:
 * this is the list of them that a new calendar needs (D18). Office publicities are found by their plan.
 */

export const OpenWindowSchema = z.object({ applicationId: z.string(), turn: z.number() });
export type OpenWindow = z.infer<typeof OpenWindowSchema>;

const OPEN_WINDOWS = queuePartition('OPEN_WINDOW', '-');

/** Writes down that this turn is such a window, once; of any other turn nothing. */
export async function keepOpenWindow(table: Table, applicationId: string, turn: Turn): Promise<void> {
  const { desk, due } = rowOf(turn.step);
  if (desk !== 'UNIT' || due !== 'WINDOW') return;
  const item = { applicationId, turn: turn.turn, type: 'OPEN_WINDOW', queuePk: OPEN_WINDOWS };
  const queueSk = queueSort(turn.dueAt, `${applicationId}#${turn.turn}`);
  await created(table, [create(table.name, keys.openWindow(applicationId, turn.turn), { ...item, queueSk })]);
}

/** A page of them, the earliest close first. */
export const openWindows = (table: Table, limit: number, cursor?: string) =>
  table.query(OpenWindowSchema, { index: 'queue', partition: OPEN_WINDOWS, limit, cursor });

export const dropOpenWindow = (table: Table, { applicationId, turn }: OpenWindow): Write => ({
  Delete: { TableName: table.name, Key: toItem({ ...keys.openWindow(applicationId, turn) }) },
});
