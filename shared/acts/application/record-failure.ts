import type { Application, Position } from '../../contracts/application.ts';
import { log } from '../../log.ts';
import { getIncident, putIncident } from '../../store/incidents.ts';
import type { Deps } from '../base/deps.ts';
import { escalate } from './advance.ts';
import { positionOf } from './position-of.ts';

/**
 * A step has failed after all its attempts, and is tried again in a while: it stands in operations' queue with its
 * reason until the application moves on, and the application's history says so once.
 */
export async function recordFailure(
  deps: Deps,
  application: Application,
  cause: string | undefined,
): Promise<Position> {
  const { applicationId, turn, turns } = application;
  const reason = cause ?? 'unknown';
  const known = await getIncident(deps.table, applicationId);
  const same = known && !known.closedAt && known.turn === turn ? known : undefined;
  const lastAt = deps.now();
  log.metric('StepFailed', 'a step of the review machine failed', { reason, times: (same?.times ?? 0) + 1 });
  await putIncident(deps.table, {
    ...{ applicationId, turn, reason, lastAt },
    step: turns.at(-1)?.step ?? '',
    since: same?.since ?? lastAt,
    times: (same?.times ?? 0) + 1,
  });
  if (same) return positionOf(deps, application);
  return escalate(deps, application, turn, `STEP_FAILED ${reason}`);
}
