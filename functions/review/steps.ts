import { advance, escalate, expire } from '../../shared/acts/application/advance.ts';
import type { Deps } from '../../shared/acts/base/deps.ts';
import { type Position, StepEventSchema } from '../../shared/contracts/application.ts';
import { log } from '../../shared/log.ts';
import { positionAt } from '../../shared/rules/application/turns.ts';
import { openTask } from '../../shared/store/tasks.ts';

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
        await openTask(deps.table, {
          applicationId: event.applicationId,
          turn: event.turn,
          lane: event.lane ?? 'MAIN',
          step: event.step,
          token: event.taskToken,
          openedAt: deps.now(),
        });
        return positionAt(application, event.turn, deps.now());
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
