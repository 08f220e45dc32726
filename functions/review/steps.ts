import type { Deps } from '../../shared/acts/base/deps.ts';
import type { Act } from '../../shared/contracts/acts.ts';
import { type Application, type Position, StepEventSchema } from '../../shared/contracts/application.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import type { Step } from '../../shared/contracts/stages.ts';
import { ProblemError } from '../../shared/errors.ts';
import { log } from '../../shared/log.ts';
import { currentWindow } from '../../shared/rules/publicity/window.ts';
import { TransactionRefused } from '../../shared/store/base/table.ts';

const system: Actor = { id: 'review-machine', role: 'SYSTEM' };
/** While a notice is missing (K3) a window is looked at once a day. */
const PROVISIONAL_RETRY_MS = 24 * 3600_000;
const lapsing: readonly Step[] = ['CORRECTION', 'PAYMENT', 'PAPER_DELIVERY'];

/**
 * The steps that the review machine invokes (design.md §3). Each takes a position and answers with the next one;
 * OPEN only leaves its token, which the stream consumer answers once the decision is on the item, in whichever
 * order they came. Every step may run twice: what it finds done, it leaves.
 */
export function createReviewSteps(deps: Deps) {
  return async (raw: unknown): Promise<Position> => {
    const event = StepEventSchema.parse(raw);
    log.begin({ applicationId: event.applicationId, turn: event.turn, action: event.action });
    const application = await deps.applications.require(event.applicationId);
    switch (event.action) {
      case 'OPEN': {
        if (!event.taskToken) throw new Error('OPEN without a task token');
        await deps.tasks.open({
          applicationId: event.applicationId,
          turn: event.turn,
          lane: event.lane ?? 'MAIN',
          step: event.step,
          token: event.taskToken,
          openedAt: deps.now(),
        });
        return deps.applications.position(application, event.turn, deps.now());
      }
      case 'ADVANCE':
        return advance(deps, application, event.turn);
      case 'EXPIRE':
        return expire(deps, application, event.turn);
      case 'FAILED':
        log.error('a step of the review machine failed', new Error(event.cause ?? 'unknown'));
        return escalate(deps, application, event.turn, `STEP_FAILED ${event.cause ?? ''}`.trim());
      default:
        throw new Error(`${event.action} is not done by this function`);
    }
  };
}

/** On to the next turn if there is one; else closes the publicity window that has run out, or waits on. */
async function advance(deps: Deps, application: Application, turn: number): Promise<Position> {
  const now = deps.now();
  if (application.turn > turn) return deps.applications.position(application, turn + 1, now);
  const step = application.turns.at(-1)?.step;
  const act: Act | undefined =
    step === 'UNIT_PUBLICITY'
      ? { name: 'CLOSE_UNIT_PUBLICITY', actor: system }
      : step === 'PRE_PUBLICITY' || step === 'RESULT_PUBLICITY'
        ? { name: 'CLOSE_PUBLICITY', actor: system }
        : undefined;
  if (!act) return deps.applications.position(application, turn, now);
  const closed = await tryAct(deps, application, act);
  if (closed) return deps.applications.position(closed, turn + 1, now);
  return waitOn(deps, application, turn);
}

/** The window may not close yet: records a longer one (K2), and says when to look again. */
async function waitOn(deps: Deps, application: Application, turn: number): Promise<Position> {
  const now = deps.now();
  const context = await deps.plans.context(application.planCode, now);
  const window = currentWindow(application, context);
  const longer =
    window && application.window && window.closeAt > application.window.closeAt
      ? await tryAct(deps, application, { name: 'EXTEND_WINDOW', actor: system })
      : undefined;
  const position = deps.applications.position(longer ?? application, turn, now);
  if (!window?.provisional || window.closeAt > now) return position;
  return { ...position, waitUntil: new Date(Date.parse(now) + PROVISIONAL_RETRY_MS).toISOString() };
}

async function expire(deps: Deps, application: Application, turn: number): Promise<Position> {
  if (application.turn > turn) return deps.applications.position(application, turn + 1, deps.now());
  const step = application.turns.at(-1)?.step;
  if (!step || !lapsing.includes(step)) return escalate(deps, application, turn, 'OVERDUE');
  const lapsed = await tryAct(deps, application, { name: 'LAPSE', actor: system });
  return deps.applications.position(lapsed ?? application, lapsed ? turn + 1 : turn, deps.now());
}

async function escalate(
  deps: Deps,
  application: Application,
  turn: number,
  reason: string,
): Promise<Position> {
  const escalated = await tryAct(deps, application, { name: 'ESCALATE', actor: system, reason });
  return deps.applications.position(escalated ?? application, turn, deps.now());
}

/** The application after the act; undefined when the rules refuse it now. A lost race throws, and the machine retries. */
async function tryAct(deps: Deps, application: Application, act: Act): Promise<Application | undefined> {
  const context = await deps.plans.context(application.planCode, deps.now());
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
