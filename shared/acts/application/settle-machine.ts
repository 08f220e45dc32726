import type { Application } from '../../contracts/application.ts';
import { needsExecution, nextCheck } from '../../rules/application/executions.ts';
import { isAnswered, positionAt } from '../../rules/application/turns.ts';
import { changeExecution, executionWrite, getExecution } from '../../store/executions.ts';
import { getIncident, putIncident } from '../../store/incidents.ts';
import { completeTask, type MachineTask, waitingTasks } from '../../store/tasks.ts';
import type { Deps } from '../base/deps.ts';

/**
 * Brings the review machine to where the application is: starts the execution of the revision that was just submitted,
 * and answers every waiting token whose decision is on the item. Where the machine is not as it should be, the
 * reconciler is called to look.
 *
 * @param started the revision that this change submitted
 */
export async function settleMachine(
  deps: Deps,
  applicationId: string,
  started: number | undefined,
): Promise<void> {
  const application = await deps.applications.require(applicationId);
  const now = deps.now();
  let odd = false;
  if (started !== undefined) {
    const first = application.turns.find((t) => t.revision === started);
    const execution = { applicationId, revision: started, restart: 0 };
    if (first)
      odd = (await deps.machine.start(execution, positionAt(application, first.turn, now))) === 'EXISTS';
  }
  const waiting = await waitingTasks(deps.table, applicationId);
  const { gone } = await answerTasks(deps, application, waiting);
  await closeIncident(deps, application, waiting);
  await callReconciler(deps, application, odd || gone > 0);
}

/** Answers the tokens whose decision is on the item, and those of executions that another one has replaced. */
export async function answerTasks(
  deps: Pick<Deps, 'table' | 'machine' | 'now'>,
  application: Application,
  waiting: readonly MachineTask[],
): Promise<{ answered: number; gone: number }> {
  const now = deps.now();
  const counts = { answered: 0, gone: 0 };
  for (const task of waiting) {
    if (!task.replaced && !isAnswered(application, task.turn, task.lane)) continue;
    const turn = application.turn > task.turn ? task.turn + 1 : task.turn;
    const position = positionAt(application, turn, now);
    const end = { ...position, step: 'END' as const };
    const answer = await deps.machine.answer(task.token, task.replaced ? end : position);
    if (!task.replaced) counts[answer === 'GONE' ? 'gone' : 'answered'] += 1;
    await completeTask(deps.table, task);
  }
  return counts;
}

/** A step that failed has been done after all, or the application has left it. */
async function closeIncident(
  { table, now }: Deps,
  { applicationId, turn }: Application,
  waiting: readonly MachineTask[],
): Promise<void> {
  const incident = await getIncident(table, applicationId);
  if (!incident || incident.closedAt) return;
  const opened = waiting.some((task) => task.turn === incident.turn && task.openedAt > incident.lastAt);
  if (turn > incident.turn || opened) await putIncident(table, { ...incident, closedAt: now() });
}

/** The check is due at once where something is odd, and no later than the present turn asks for. */
async function callReconciler(deps: Deps, application: Application, odd: boolean): Promise<void> {
  if (!needsExecution(application)) return;
  const { table } = deps;
  const execution = await getExecution(table, application.applicationId);
  // Submitted before there were checks.
  if (!execution) return table.transact([executionWrite(table.name, application)]);
  const checkAt = odd ? deps.now() : nextCheck(application, deps.now());
  if (!execution.checkAt || checkAt < execution.checkAt) await changeExecution(table, execution, { checkAt });
}
