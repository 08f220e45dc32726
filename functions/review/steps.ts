import { advance, expire } from '../../shared/acts/application/advance.ts';
import { recordFailure } from '../../shared/acts/application/record-failure.ts';
import type { Deps } from '../../shared/acts/base/deps.ts';
import type { Position, StepEvent } from '../../shared/contracts/application.ts';
import { log } from '../../shared/log.ts';
import { isReplaced } from '../../shared/rules/application/executions.ts';
import { readStepEvent } from '../../shared/rules/application/position.ts';
import { positionAt, turnEntry } from '../../shared/rules/application/turns.ts';
import { getExecution } from '../../shared/store/executions.ts';
import { openTask } from '../../shared/store/tasks.ts';

/**
 * The steps that the review machine invokes (design.md §3). Each takes a position and answers with the next one;
 * OPEN only leaves its token, which the stream consumer answers once the decision is on the item, in whichever
 * order they came. Every step may run twice: what it finds done, it leaves. An execution that another one has replaced
 * does nothing more: it is led to its end.
 */
export function createReviewSteps(deps: Deps) {
  return async (raw: unknown): Promise<Position> => {
    const event = readStepEvent(raw);
    const { applicationId, action } = event;
    log.begin({ applicationId, turn: event.turn, action });
    const application = await deps.applications.require(applicationId);
    const current = await getExecution(deps.table, applicationId);
    const replaced = current !== undefined && isReplaced(current, event.execution, event.revision);
    const end = () => ({ ...positionAt(application, application.turn, deps.now()), step: 'END' as const });
    switch (event.action) {
      case 'OPEN':
        await open(deps, event, turnEntry(application, event.turn).step, replaced);
        return positionAt(application, event.turn, deps.now());
      case 'ADVANCE':
        return replaced ? end() : advance(deps, application, event.turn);
      case 'EXPIRE':
        return replaced ? end() : expire(deps, application, event.turn);
      case 'FAILED':
        return replaced ? end() : recordFailure(deps, application, event.cause);
      default:
        throw new Error(`${action} is not done by this function`);
    }
  };
}

async function open(deps: Deps, event: StepEvent, step: Position['step'], replaced: boolean): Promise<void> {
  const { applicationId, turn, lane = 'MAIN', taskToken: token } = event;
  if (!token) throw new Error('OPEN without a task token');
  const task = { applicationId, turn, lane, step, token, openedAt: deps.now() };
  await openTask(deps, { ...task, ...(replaced ? { replaced } : {}) });
}
