import type { Application, Position, Turn } from '../../contracts/application.ts';
import { rowOf } from '../../contracts/desks.ts';
import { MAIN_LANE, type Step } from '../../contracts/stages.ts';
import type { Context } from '../base/context.ts';
import { endOfDay, localDateOf } from '../calendar/local-date.ts';
import { lapsesAt } from '../payment/payment.ts';
import { POSITION_VERSION } from './position.ts';
import { formDeadline, returnDeadline, reviewDeadline } from './settings.ts';

/**
 * When a turn falls due, if ever. At a desk the deadline reminds and decides nothing (C7); for corrections, payment
 * and paper it lapses the application (T15, T17, T19); for publicity it is the close of the window.
 * @param reportBy from when on the unit's report is too late (D32)
 */
export function turnDeadline(
  application: Application,
  step: Step,
  context: Context,
  reportBy?: string,
): string | undefined {
  const { due, plan: stage } = rowOf(step);
  switch (due) {
    case 'LIMIT':
      return earliest(stage && reviewDeadline(stage, context), reportBy);
    case 'RETURN':
      return application.returned?.dueAt;
    case 'PAYMENT':
      return application.payment.closeAt;
    case 'FORM':
      return formDue(application, context);
    case 'WINDOW':
      return application.window?.closeAt;
    default:
      return undefined;
  }
}

const earliest = (...instants: (string | undefined)[]): string | undefined =>
  instants.filter((one) => one !== undefined).sort()[0];

/** A form that has to be made anew gets no less than a return does, whatever fixed day the plan names. */
function formDue({ paper }: Application, context: Context): string {
  const due = formDeadline(context);
  const atLeast = returnDeadline(context);
  return paper.formVersion > 1 && atLeast > due ? atLeast : due;
}

/** When the present turn is over: its due time, or later for a payment that was begun before the close (§7.4). */
export function deadlineInForce({ stage, dueAt, payment }: Application): string | undefined {
  if (stage !== 'PAYMENT_DUE' || !dueAt) return dueAt;
  return lapsesAt({ closeAt: dueAt }, payment.startedAt, payment.graceMinutes);
}

/** D28: the applicant is to deliver a form that the platform has not made yet. */
export const isFormOwed = ({ stage, paper }: Application): boolean =>
  stage === 'FORM_DUE' && paper.status === 'EXPORTABLE' && !paper.documentKey;

/** A form that is printed within the hour has kept nobody waiting. */
const PROMPT_MS = 3600_000;

/** D28: when a form is due that the platform printed late: the time that it took is given back, to the end of a day. */
export function dueAfterPrint({ dueAt, turns }: Application, printedAt: string): string | undefined {
  const late = Date.parse(printedAt) - Date.parse(turns.at(-1)?.enteredAt ?? printedAt);
  if (!dueAt || late <= PROMPT_MS) return dueAt;
  // A deadline at 24:00 belongs to the day that ends then.
  return endOfDay(localDateOf(new Date(Date.parse(dueAt) - 1 + late).toISOString()));
}

/**
 * How long a turn waits before it is opened again: one without a deadline is escalated then. Longer ones are waited for in
 * parts, so that an execution that was replaced, or a token that was lost, is not waited with for ever.
 */
const PATIENCE_SECONDS = 30 * 24 * 3600;
/** Overdue desks are reminded at this rhythm; nothing is ever approved by silence (C7). */
export const REMINDER_SECONDS = 5 * 24 * 3600;

/**
 * Where the review machine stands when it is at `turn` of the application. `now` is an ISO instant; `approvers` are the
 * authorities that a joint audit waits for.
 */
export function positionAt(
  application: Application,
  turn: number,
  now: string,
  approvers?: readonly string[],
): Position {
  const entry = turnEntry(application, turn);
  const current = application.turn === turn;
  const dueAt = current ? deadlineInForce(application) : entry.dueAt;
  return {
    schemaVersion: POSITION_VERSION,
    applicationId: application.applicationId,
    revision: entry.revision,
    turn,
    step: entry.step,
    timeoutSeconds: timeoutSeconds(entry, dueAt, now),
    ...(rowOf(entry.step).due === 'WINDOW'
      ? { waitUntil: waitUntil(current ? (application.window?.closeAt ?? now) : now, now) }
      : {}),
    ...(entry.step === 'JOINT_AUDIT' && approvers ? { approvers: [...approvers] } : {}),
  };
}

/** Whether the machine's task of `turn` and `lane` has been answered by what the application has become. */
export function isAnswered(application: Application, turn: number, lane: string): boolean {
  return (
    application.turn > turn ||
    (lane !== MAIN_LANE && application.turn === turn && lane in application.jointAudit)
  );
}

export function turnEntry(application: Application, turn: number): Turn {
  const entry = application.turns.find((t) => t.turn === turn);
  if (!entry) throw new Error(`${application.applicationId} has no turn ${turn}`);
  return entry;
}

function timeoutSeconds({ step, reportBy }: Turn, dueAt: string | undefined, now: string): number {
  if (!dueAt) return PATIENCE_SECONDS;
  const until = (instant: string) => Math.ceil((Date.parse(instant) - Date.parse(now)) / 1000);
  const left = until(dueAt);
  if (left >= 1) return Math.min(left, PATIENCE_SECONDS);
  // A unit that is late for its limit is reminded until its day is over (D32).
  if (step === 'UNIT_REVIEW')
    return reportBy ? Math.min(Math.max(until(reportBy), 1), REMINDER_SECONDS) : REMINDER_SECONDS;
  // What lapses has been waited for, even if the machine came late.
  return rowOf(step).lapses ? 1 : REMINDER_SECONDS;
}

function waitUntil(closeAt: string, now: string): string {
  const latest = new Date(Date.parse(now) + PATIENCE_SECONDS * 1000).toISOString();
  if (closeAt > latest) return latest;
  return closeAt > now ? closeAt : now;
}
