import type { Application } from '../../contracts/application.ts';
import { log } from '../../log.ts';
import { needsExecution, nextCheck, RENEW_AFTER_MS } from '../../rules/application/executions.ts';
import { changeExecution, dueExecutions, type Execution, executionWrite } from '../../store/executions.ts';
import { waitingTasks } from '../../store/tasks.ts';
import type { Attempt, OutOfTime } from '../base/attempt.ts';
import type { Deps } from '../base/deps.ts';
import { positionOf } from './position-of.ts';
import { answerTasks } from './settle-machine.ts';

const PAGE = 50;
/** A change younger than this is still on its way to the machine: nothing is wrong yet. */
const ON_ITS_WAY_MS = 5 * 60_000;

/**
 * Compares every open application whose time has come with its execution, and sets right what differs: one that is
 * missing is started, one that ended or grew old is replaced under the next name, a token that waits though the decision
 * is there is answered. Every difference is counted and rings an alarm; none needs a person. May run twice at once and be
 * stopped anywhere: the name of an execution is written down before it is started.
 */
export async function reconcileExecutions(deps: Deps, stop: OutOfTime, attempt: Attempt): Promise<number> {
  let mended = 0;
  let cursor: string | undefined;
  do {
    const page = await dueExecutions(deps.table, deps.now(), { limit: PAGE, cursor });
    for (const execution of page.items) {
      if (stop()) return mended;
      if (await attempt(() => reconcile(deps, execution))) mended += 1;
    }
    cursor = page.cursor;
  } while (cursor);
  return mended;
}

/** Whether anything had to be set right. */
async function reconcile(deps: Deps, execution: Execution): Promise<boolean> {
  const { applicationId, revision } = execution;
  const application = await deps.applications.get(applicationId);
  if (application && application.revision > revision) {
    // Submitted this moment, and the record is there already; or by code that kept none.
    await deps.table.transact([executionWrite(deps.table.name, application)]);
    return false;
  }
  const late = application ? await answerLate(deps, application) : false;
  if (!application || !needsExecution(application)) {
    await changeExecution(deps.table, execution, { checkAt: undefined });
    return late;
  }
  const found = await deps.machine.describe(execution);
  if (!found) return start(deps, execution, 'MISSING');
  if (found.status !== 'RUNNING' && found.status !== 'PENDING_REDRIVE') {
    return startNext(deps, execution, found.status);
  }
  const age = Date.parse(deps.now()) - Date.parse(found.startedAt);
  if (age >= RENEW_AFTER_MS) return startNext(deps, execution, 'OLD');
  await changeExecution(deps.table, execution, { checkAt: nextCheck(application, deps.now()) });
  return late;
}

/** Tokens whose decision has been on the item for a while: the change that should have answered them was lost. */
async function answerLate(deps: Deps, application: Application): Promise<boolean> {
  const { applicationId, updatedAt } = application;
  if (Date.parse(deps.now()) - Date.parse(updatedAt) < ON_ITS_WAY_MS) return false;
  const { answered } = await answerTasks(deps, application, await waitingTasks(deps.table, applicationId));
  if (answered > 0) differs(applicationId, 'UNANSWERED', answered);
  return answered > 0;
}

/** Replaces an execution; the name is kept first, so that nobody starts another. */
async function startNext(deps: Deps, execution: Execution, reason: string): Promise<boolean> {
  const next = { ...execution, restart: execution.restart + 1 };
  if (!(await changeExecution(deps.table, execution, { restart: next.restart }))) return false;
  return start(deps, next, reason);
}

async function start(deps: Deps, execution: Execution, reason: string): Promise<boolean> {
  const { applicationId, restart } = execution;
  // Read again: it may have ended, or been submitted anew, while its execution was looked up.
  const application = await deps.applications.get(applicationId);
  if (!application || !needsExecution(application) || application.revision !== execution.revision)
    return false;
  const position = await positionOf(deps, application);
  const answer = await deps.machine.start(execution, position);
  // What holds the name is looked at the next time.
  if (answer === 'EXISTS') return false;
  if (reason === 'OLD') log.info('an execution was renewed', { applicationId, restart });
  else differs(applicationId, reason, restart);
  return changeExecution(deps.table, execution, { checkAt: nextCheck(application, deps.now()) });
}

function differs(applicationId: string, reason: string, count: number): void {
  log.metric('ExecutionDiffers', 'an execution differed from its application', {
    applicationId,
    reason,
    count,
  });
}
