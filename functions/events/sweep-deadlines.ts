import { lapseDrafts } from '../../shared/acts/application/lapse-drafts.ts';
import { reconcileExecutions } from '../../shared/acts/application/reconcile-executions.ts';
import type { Attempt, OutOfTime } from '../../shared/acts/base/attempt.ts';
import type { Deps } from '../../shared/acts/base/deps.ts';
import { remind } from '../../shared/acts/notice/remind.ts';
import { retellOfEvent } from '../../shared/acts/notice/tell.ts';
import { closePublicities } from '../../shared/acts/publicity/close-publicities.ts';
import { extendWindows } from '../../shared/acts/publicity/extend-windows.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import { log } from '../../shared/log.ts';

const system: Actor = { id: 'sweep-deadlines', role: 'SYSTEM' };

/** Of the function's minute; what is left over is done five minutes later. */
const BUDGET_MS = 40_000;

/**
 * What time does where no execution waits for it: drafts lapse (T4), desks and payers are reminded (C7, C18), notices
 * that did not go out are sent again, a calendar's extensions are brought to their end (D18), publicities are closed,
 * executions are compared with their applications. May run twice at once and be stopped anywhere: it reads
 * only what is due, and every act is conditional.
 */
export function createDeadlineSweeper(deps: Deps, budgetMs = BUDGET_MS) {
  const parts = {
    lapsed: (stop: OutOfTime, attempt: Attempt) => lapseDrafts(deps, system, stop, attempt),
    reminded: (stop: OutOfTime, attempt: Attempt) => remind(deps, stop, attempt),
    resent: (stop: OutOfTime, attempt: Attempt) => retellOfEvent(deps, stop, attempt),
    extended: (stop: OutOfTime, attempt: Attempt) => extendWindows(deps, system, stop, attempt),
    closed: (stop: OutOfTime, attempt: Attempt) => closePublicities(deps, system, stop, attempt),
    mended: (stop: OutOfTime, attempt: Attempt) => reconcileExecutions(deps, stop, attempt),
  };
  return async (): Promise<Record<keyof typeof parts, number>> => {
    const end = performance.now() + budgetMs;
    const stop = () => performance.now() >= end;
    log.begin({ function: 'sweep-deadlines' });
    await deps.plans.refresh();
    const done = { lapsed: 0, reminded: 0, resent: 0, extended: 0, closed: 0, mended: 0 };
    const failures: unknown[] = [];
    for (const part of Object.keys(parts) as (keyof typeof parts)[]) {
      const attempt: Attempt = async (work) => {
        try {
          return await work();
        } catch (error) {
          log.error('a part of the sweep failed', error, { part });
          failures.push(error);
          return undefined;
        }
      };
      done[part] = (await attempt(() => parts[part](stop, attempt))) ?? 0;
    }
    log.info('swept', done);
    if (failures.length > 0) throw new AggregateError(failures, 'a part of the sweep failed');
    return done;
  };
}
