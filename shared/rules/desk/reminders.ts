import type { Turn } from '../../contracts/application.ts';
import { rowOf } from '../../contracts/desks.ts';
import { epochMs, instantOf } from '../calendar/local-date.ts';

/** What time alone has to say about a turn: desks at half and at four fifths of their time and when it is over (C7), and the payment that is about to close (C18). */

export const reminderKinds = ['HALF', 'MOST', 'OVERDUE', 'PAYMENT_CLOSING'] as const;
type ReminderKind = (typeof reminderKinds)[number];

const DAY_MS = 86_400_000;

/** When to remind of this turn; nothing of a turn without a deadline. Instants are ISO 8601. */
export function remindersOf(
  turn: Pick<Turn, 'step' | 'enteredAt' | 'dueAt'>,
): { kind: ReminderKind; at: string }[] {
  if (!turn.dueAt) return [];
  const [from, to] = [epochMs(turn.enteredAt), epochMs(turn.dueAt)];
  const after = (percent: number) => instantOf(from + Math.floor(((to - from) * percent) / 100));
  const { remind } = rowOf(turn.step);
  if (remind === 'PAYMENT') {
    // One day before the close, or half-way where there are less than two.
    return [{ kind: 'PAYMENT_CLOSING', at: instantOf(Math.max(to - DAY_MS, epochMs(after(50)))) }];
  }
  if (remind !== 'DESK') return [];
  return [
    { kind: 'HALF', at: after(50) },
    { kind: 'MOST', at: after(80) },
    { kind: 'OVERDUE', at: turn.dueAt },
  ];
}
