import * as z from 'zod/mini';
import type { Attempt, OutOfTime } from '../../shared/acts/base/attempt.ts';
import type { Deps } from '../../shared/acts/base/deps.ts';
import { sendReminders } from '../../shared/acts/notice/remind.ts';
import { sendAgain } from '../../shared/acts/notice/tell.ts';
import { closePublicities } from '../../shared/acts/publicity/close-publicities.ts';
import type { Actor } from '../../shared/contracts/roles.ts';
import { ProblemError } from '../../shared/errors.ts';
import { log } from '../../shared/log.ts';
import { queuePartition } from '../../shared/store/base/keys.ts';
import { TransactionRefused } from '../../shared/store/base/table.ts';
import { noticesToRetry } from '../../shared/store/notices.ts';

const system: Actor = { id: 'sweep-deadlines', role: 'SYSTEM' };

/** Of the function's minute; what is left over is done five minutes later. */
const BUDGET_MS = 40_000;
const PAGE = 50;

/**
 * What time does where no execution waits for it: drafts lapse (T4), desks and payers are reminded (C7, C18), notices
 * that did not go out are sent again, publicities are closed. May run twice at once and be stopped anywhere: it reads
 * only what is due, and every act is conditional.
 */
export function createDeadlineSweeper(deps: Deps, budgetMs = BUDGET_MS) {
  const parts = {
    lapsed: (stop: OutOfTime, attempt: Attempt) => lapseDrafts(deps, stop, attempt),
    reminded: (stop: OutOfTime, attempt: Attempt) => sendReminders(deps, stop, attempt),
    resent: (stop: OutOfTime, attempt: Attempt) => resendNotices(deps, stop, attempt),
    closed: (stop: OutOfTime, attempt: Attempt) => closePublicities(deps, system, stop, attempt),
  };
  return async (): Promise<Record<keyof typeof parts, number>> => {
    const end = performance.now() + budgetMs;
    const stop = () => performance.now() >= end;
    log.begin({ function: 'sweep-deadlines' });
    const done = { lapsed: 0, reminded: 0, resent: 0, closed: 0 };
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

const Head = z.object({ applicationId: z.string() });

/** T4: drafts fall due when declaring closes. What a longer window has spared is refused by the rules, and stays. */
async function lapseDrafts(deps: Deps, stop: OutOfTime, attempt: Attempt): Promise<number> {
  let lapsed = 0;
  let cursor: string | undefined;
  do {
    const page = await deps.table.query(Head, {
      index: 'queue',
      partition: queuePartition('DRAFTING', '-'),
      upTo: `${deps.now()}~`,
      limit: PAGE,
      ...(cursor ? { cursor } : {}),
    });
    for (const { applicationId } of page.items) {
      if (stop()) return lapsed;
      if (await attempt(() => lapse(deps, applicationId))) lapsed += 1;
    }
    cursor = page.cursor;
  } while (cursor);
  return lapsed;
}

async function lapse(deps: Deps, applicationId: string): Promise<boolean> {
  const application = await deps.applications.get(applicationId);
  if (application?.stage !== 'DRAFT') return false;
  try {
    const context = await deps.plans.context(application.planCode, deps.now());
    const act = { name: 'LAPSE', actor: system } as const;
    await deps.table.transact(deps.applications.prepare(application, act, context).writes);
    return true;
  } catch (error) {
    // Refused by the rules, or submitted at this very moment.
    if (error instanceof ProblemError || error instanceof TransactionRefused) return false;
    throw error;
  }
}

async function resendNotices(deps: Deps, stop: OutOfTime, attempt: Attempt): Promise<number> {
  const notices = await noticesToRetry(deps.table, deps.now(), PAGE);
  let sent = 0;
  for (const notice of notices) {
    if (stop()) break;
    if (await attempt(() => sendAgain(deps, notice).then(() => true))) sent += 1;
  }
  return sent;
}
