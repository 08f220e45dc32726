import * as z from 'zod/mini';
import type { Turn } from '../contracts/application.ts';
import { reminderKinds, remindersOf } from '../rules/desk/reminders.ts';
import { keys, queuePartition, queueSort } from './base/keys.ts';
import { create, put, type Table, type Write } from './base/table.ts';
import { created } from './notices.ts';

/**
 * Reminders (C7, C18): written down when a turn begins, found by the sweeper when their time has come, so that it reads
 * what is due and nothing else. One that is done stays without a place in the index: it is never written again.
 */

export const ReminderSchema = z.object({
  applicationId: z.string(),
  turn: z.number(),
  kind: z.enum(reminderKinds),
  dueAt: z.string(),
  doneAt: z.optional(z.string()),
});
export type Reminder = z.infer<typeof ReminderSchema>;

const REMINDERS = queuePartition('REMINDER', '-');

/** Writes down what there will be to say about a turn, all of it or, where that has been done before, nothing. */
export async function keepReminders(table: Table, applicationId: string, turn: Turn): Promise<void> {
  const writes = remindersOf(turn).map(({ kind, at }) => {
    const reminder: Reminder = { applicationId, turn: turn.turn, kind, dueAt: at };
    return create(table.name, keys.reminder(applicationId, turn.turn, kind), {
      ...reminder,
      type: 'REMINDER',
      queuePk: REMINDERS,
      queueSk: queueSort(at, `${applicationId}#${turn.turn}#${kind}`),
    });
  });
  if (writes.length > 0) await created(table, writes);
}

/** Reminders whose time has come, oldest first. */
export async function dueReminders(table: Table, now: string, limit: number): Promise<Reminder[]> {
  const page = await table.query(ReminderSchema, {
    index: 'queue',
    partition: REMINDERS,
    upTo: `${now}~`,
    limit,
  });
  return page.items;
}

export function doneReminderWrite(table: Table, reminder: Reminder, now: string): Write {
  const { applicationId, turn, kind } = reminder;
  const done = { ...reminder, doneAt: now, type: 'REMINDER' };
  return put(table.name, keys.reminder(applicationId, turn, kind), done);
}
