import type { Application, Position, Turn } from '../../contracts/application.ts';
import type { Lane } from '../../contracts/stages.ts';
import { deadlineInForce } from './turns.ts';

/** How long a desk's turn without a deadline waits before it is escalated and opened again. */
const PATIENCE_SECONDS = 30 * 24 * 3600;
/** Overdue desks are reminded at this rhythm; nothing is ever approved by silence (C7). */
const REMINDER_SECONDS = 5 * 24 * 3600;

/** Where the review machine stands when it is at `turn` of the application. `now` is an ISO instant. */
export function positionAt(application: Application, turn: number, now: string): Position {
  const entry = turnEntry(application, turn);
  const current = application.turn === turn;
  const dueAt = current ? deadlineInForce(application) : entry.dueAt;
  return {
    schemaVersion: 1,
    applicationId: application.applicationId,
    revision: entry.revision,
    turn,
    step: entry.step,
    timeoutSeconds: timeoutSeconds(dueAt, now),
    ...(isWindow(entry)
      ? { waitUntil: laterOf(current ? (application.window?.closeAt ?? now) : now, now) }
      : {}),
  };
}

/** Whether the machine's task of `turn` and `lane` has been answered by what the application has become. */
export function isAnswered(application: Application, turn: number, lane: Lane): boolean {
  return (
    application.turn > turn ||
    (lane !== 'MAIN' && application.turn === turn && lane in application.jointAudit)
  );
}

export function turnEntry(application: Application, turn: number): Turn {
  const entry = application.turns.find((t) => t.turn === turn);
  if (!entry) throw new Error(`${application.applicationId} has no turn ${turn}`);
  return entry;
}

function isWindow(entry: Turn): boolean {
  return (
    entry.step === 'UNIT_PUBLICITY' || entry.step === 'PRE_PUBLICITY' || entry.step === 'RESULT_PUBLICITY'
  );
}

function timeoutSeconds(dueAt: string | undefined, now: string): number {
  if (!dueAt) return PATIENCE_SECONDS;
  const left = Math.ceil((Date.parse(dueAt) - Date.parse(now)) / 1000);
  return left >= 1 ? left : REMINDER_SECONDS;
}

function laterOf(a: string, b: string): string {
  return a > b ? a : b;
}
