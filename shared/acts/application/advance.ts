import type { Act } from '../../contracts/acts.ts';
import type { Application, Position } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import type { Step } from '../../contracts/stages.ts';
import { ProblemError } from '../../errors.ts';
import { deadlineInForce, REMINDER_SECONDS } from '../../rules/application/turns.ts';
import { isUnitLate } from '../../rules/application/unit-report.ts';
import { currentWindow } from '../../rules/publicity/window.ts';
import { TransactionRefused } from '../../store/base/table.ts';
import type { Deps } from '../base/deps.ts';
import { positionOf } from './position-of.ts';

/** What the review machine does to an application when nobody decides: windows close, time runs out, faults are told. */

const system: Actor = { id: 'review-machine', role: 'SYSTEM' };
/** While a notice is missing (K3) a window is looked at once a day. */
const PROVISIONAL_RETRY_MS = 24 * 3600_000;
const lapsing: readonly Step[] = ['CORRECTION', 'PAYMENT', 'PAPER_DELIVERY'];

/** On to the next turn if there is one; else closes the publicity window that has run out, or waits on. */
export async function advance(deps: Deps, application: Application, turn: number): Promise<Position> {
  if (application.turn > turn) return positionOf(deps, application, turn + 1);
  const step = application.turns.at(-1)?.step;
  const act: Act | undefined =
    step === 'UNIT_PUBLICITY'
      ? { name: 'CLOSE_UNIT_PUBLICITY', actor: system }
      : step === 'PRE_PUBLICITY' || step === 'RESULT_PUBLICITY'
        ? { name: 'CLOSE_PUBLICITY', actor: system }
        : undefined;
  if (!act) return positionOf(deps, application, turn);
  // What a calendar has added and nobody has stored yet comes first (K2, D18): the close names the last date.
  const extended = (await tryAct(deps, application, { name: 'EXTEND_WINDOW', actor: system })) ?? application;
  const closed = await tryAct(deps, extended, act);
  if (closed) return positionOf(deps, closed, turn + 1);
  return waitOn(deps, extended, turn);
}

/** The window may not close yet: says when to look again. */
async function waitOn(deps: Deps, application: Application, turn: number): Promise<Position> {
  const now = deps.now();
  const window = currentWindow(application, await deps.plans.contextOf(application, now));
  const position = await positionOf(deps, application, turn);
  if (!window?.provisional || window.closeAt > now) return position;
  return { ...position, waitUntil: new Date(Date.parse(now) + PROVISIONAL_RETRY_MS).toISOString() };
}

/** A deadline has passed: what may lapse lapses, a desk that is late is told of (C7). */
export async function expire(deps: Deps, application: Application, turn: number): Promise<Position> {
  if (application.turn > turn) return positionOf(deps, application, turn + 1);
  const due = deadlineInForce(application);
  // Waited for in part only, or put off meanwhile.
  if (due && due > deps.now()) return positionOf(deps, application, turn);
  const step = application.turns.at(-1)?.step;
  if (step === 'UNIT_REVIEW' && isUnitLate(application, deps.now())) {
    // D39: what the unit did not report goes into the next batch; where there is none it lapses (D32).
    const rolled = await tryAct(deps, application, { name: 'ROLL_OVER', actor: system });
    if (rolled) return positionOf(deps, rolled, turn + 1);
  } else if (!step || !lapsing.includes(step)) return escalate(deps, application, turn, 'OVERDUE');
  const lapsed = await tryAct(deps, application, { name: 'LAPSE', actor: system });
  if (lapsed) return positionOf(deps, lapsed, turn + 1);
  // Something else stands against it: it is tried again, but not every second.
  return { ...(await positionOf(deps, application, turn)), timeoutSeconds: REMINDER_SECONDS };
}

/** C7: an event that says what went wrong; the application stays where it is. */
export async function escalate(
  deps: Deps,
  application: Application,
  turn: number,
  reason: string,
): Promise<Position> {
  const escalated = await tryAct(deps, application, { name: 'ESCALATE', actor: system, reason });
  return positionOf(deps, escalated ?? application, turn);
}

/** The application after the act; undefined when the rules refuse it now. A lost race throws, and the machine retries. */
async function tryAct(deps: Deps, application: Application, act: Act): Promise<Application | undefined> {
  const context = await deps.plans.contextOf(application, deps.now());
  try {
    const prepared = deps.applications.prepare(application, act, context);
    await deps.table.transact(prepared.writes);
    return prepared.next;
  } catch (error) {
    if (error instanceof ProblemError) return undefined;
    if (error instanceof TransactionRefused)
      throw new Error('the application changed meanwhile', { cause: error });
    throw error;
  }
}
