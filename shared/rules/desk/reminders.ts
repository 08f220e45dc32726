import type { Turn } from '../../contracts/application.ts';
import { rowOf } from '../../contracts/desks.ts';
import { epochMs, instantOf } from '../calendar/local-date.ts';

/**
 * What time alone has to say about a turn: desks at half and at four fifths of their time and when it is over (C7), the
 * payment that is about to close (C18), the unit whose day to report comes near (D32).
 */

export const reminderKinds = ['HALF', 'MOST', 'OVERDUE', 'PAYMENT_CLOSING', 'UNIT_CLOSING'] as const;
type ReminderKind = (typeof reminderKinds)[number];

const DAY_MS = 86_400_000;
/** The unit and the person are told so many days before the unit's day is over, or half-way where there are fewer (D32). */
const UNIT_WARNING_DAYS = 5;

/** When to remind of this turn; nothing of a turn without a deadline. Instants are ISO 8601. */
export function remindersOf(
  turn: Pick<Turn, 'step' | 'enteredAt' | 'dueAt' | 'reportBy'>,
): { kind: ReminderKind; at: string }[] {
  return [...ofDeadline(turn), ...ofReport(turn)];
}

function ofReport({ enteredAt, reportBy }: Pick<Turn, 'enteredAt' | 'reportBy'>) {
  if (!reportBy) return [];
  const [from, to] = [epochMs(enteredAt), epochMs(reportBy)];
  const at = Math.max(to - UNIT_WARNING_DAYS * DAY_MS, from + Math.floor((to - from) / 2));
  return [{ kind: 'UNIT_CLOSING' as const, at: instantOf(at) }];
}

function ofDeadline(turn: Pick<Turn, 'step' | 'enteredAt' | 'dueAt'>): { kind: ReminderKind; at: string }[] {
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
