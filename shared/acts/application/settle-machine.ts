import { isAnswered, positionAt } from '../../rules/application/turns.ts';
import { completeTask, waitingTasks } from '../../store/tasks.ts';
import type { Deps } from '../base/deps.ts';

/**
 * Brings the review machine to where the application is: starts the execution of the revision that was just submitted,
 * and answers every waiting token whose decision is on the item.
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
  if (started !== undefined) {
    const first = application.turns.find((t) => t.revision === started);
    if (first) await deps.machine.start(positionAt(application, first.turn, now));
  }
  for (const task of await waitingTasks(deps.table, applicationId)) {
    if (!isAnswered(application, task.turn, task.lane)) continue;
    const turn = application.turn > task.turn ? task.turn + 1 : task.turn;
    await deps.machine.answer(task.token, positionAt(application, turn, now));
    await completeTask(deps.table, task, now);
  }
}
