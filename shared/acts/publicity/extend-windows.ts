import * as z from 'zod/mini';
import type { CalendarInForce } from '../../contracts/calendar.ts';
import type { QueueName } from '../../contracts/desks.ts';
import type { Actor } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { isRunning, windowInForce } from '../../rules/publicity/window.ts';
import { queuePartition } from '../../store/base/keys.ts';
import { type Page, TransactionRefused, type Write } from '../../store/base/table.ts';
import { extendedWrite, unextended } from '../../store/calendars.ts';
import { dropOpenWindow, type OpenWindow, openWindows } from '../../store/open-windows.ts';
import { type Publicity, publicitiesOf, publicityWrites } from '../../store/publicities.ts';
import type { Attempt, OutOfTime } from '../base/attempt.ts';
import type { Deps } from '../base/deps.ts';

/**
 * D18, K2: what a calendar that came into force has made of every open window, stored, each with its event. Readers
 * compute the same date without it (windowInForce), so that it may come late, die half-way and be run again: what has
 * been stored is not stored twice, and a version is done when nothing was left out.
 */
export async function extendWindows(
  deps: Deps,
  actor: Actor,
  stop: OutOfTime,
  attempt: Attempt,
): Promise<number> {
  const versions = await unextended(deps.table);
  if (versions.length === 0) return 0;
  const work: Work = { deps, actor, stop, attempt, extended: 0, complete: true };
  for (const { planCode } of deps.plans.list()) {
    await publicities(work, planCode);
    for (const queue of queues)
      await pages(
        work,
        (cursor) => queuePage(deps, queue, planCode, cursor),
        ({ applicationId }) => extendApplication(deps, actor, applicationId),
      );
  }
  await pages(
    work,
    (cursor) => openWindows(deps.table, PAGE, cursor),
    (open) => extendInUnit(work, open),
  );
  if (work.complete)
    await deps.table.transact(versions.map((version) => extendedWrite(deps.table, version, deps.now())));
  return work.extended;
}

/** Where an application of the office may have a window that still runs. */
const queues: readonly QueueName[] = [
  'PRE_PUBLICITY',
  'PRE_OBJECTION',
  'RESULT_PUBLICITY',
  'RESULT_OBJECTION',
];
const PAGE = 100;
/** Applications worked on at once. */
const AT_ONCE = 8;

const Head = z.object({ applicationId: z.string() });

const queuePage = ({ table }: Deps, queue: QueueName, planCode: string, cursor?: string) =>
  table.query(Head, { index: 'queue', partition: queuePartition(queue, planCode), limit: PAGE, cursor });

interface Work {
  deps: Deps;
  actor: Actor;
  stop: OutOfTime;
  attempt: Attempt;
  extended: number;
  /** False when something was left out: for want of time, or because it failed. */
  complete: boolean;
}

async function pages<T>(
  work: Work,
  page: (cursor?: string) => Promise<Page<T>>,
  extend: (one: T) => Promise<boolean>,
): Promise<void> {
  let cursor: string | undefined;
  do {
    const { items, cursor: next } = await page(cursor);
    for (let from = 0; from < items.length; from += AT_ONCE)
      await Promise.all(items.slice(from, from + AT_ONCE).map((one) => attempted(work, () => extend(one))));
    cursor = next;
  } while (cursor && !work.stop());
  if (cursor) work.complete = false;
}

async function attempted(work: Work, extend: () => Promise<boolean>): Promise<void> {
  const done = work.stop() ? undefined : await work.attempt(extend);
  if (done === undefined) work.complete = false;
  else if (done) work.extended += 1;
}

const stored = async ({ table }: Deps, writes: Write[]): Promise<true> => {
  await table.transact(writes);
  return true;
};

async function publicities(work: Work, planCode: string): Promise<void> {
  const calendars = await work.deps.calendars.versions();
  for (const publicity of await publicitiesOf(work.deps.table, planCode))
    if (publicity.status === 'OPEN')
      await attempted(work, () => extendPublicity(work.deps, work.actor, publicity, calendars));
}

/** A list's own window and those of its corrected entries (T24, T34). */
async function extendPublicity(
  deps: Deps,
  actor: Actor,
  publicity: Publicity,
  calendars: readonly CalendarInForce[],
): Promise<boolean> {
  const { window: before, reopened = [], closedAt } = publicity;
  const running = [...(before ? [before] : []), ...reopened.map((r) => r.window)];
  // Closed before windows kept the instant themselves: as it was found then.
  if (closedAt !== undefined && !running.some((w) => isRunning(w, closedAt))) return false;
  const window = before && windowInForce(before, calendars);
  const own = reopened.map((r) => ({ ...r, window: windowInForce(r.window, calendars) }));
  const changed = window !== before || own.some((r, i) => r.window !== reopened[i]?.window);
  if (!window || !changed) return false;
  const event = {
    act: 'EXTEND_WINDOW',
    actor,
    at: deps.now(),
    payload: {
      from: before?.closeAt,
      closeAt: window.closeAt,
      calendarVersion: window.calendarVersion,
      reopened: own.map((r) => ({ applicationId: r.applicationId, closeAt: r.window.closeAt })),
    },
  };
  const next = { ...publicity, window, ...(publicity.reopened ? { reopened: own } : {}) };
  return stored(deps, publicityWrites(deps.table, publicity, next, event).writes);
}

/** False when its window has not grown, or it has none any more. */
async function extendApplication(deps: Deps, actor: Actor, applicationId: string): Promise<boolean> {
  for (let left = TRIES; ; left -= 1) {
    const application = await deps.applications.get(applicationId);
    if (!application?.window) return false;
    try {
      const context = await deps.plans.contextOf(application, deps.now());
      const act = { name: 'EXTEND_WINDOW', actor } as const;
      return await stored(deps, deps.applications.prepare(application, act, context).writes);
    } catch (error) {
      if (error instanceof ProblemError) return false;
      // Somebody else was faster with this application: look at it again.
      if (!(error instanceof TransactionRefused) || left <= 1) throw error;
    }
  }
}

/** How often a lost race is run again before it is left to the next sweep. */
const TRIES = 4;

/** Of a unit's window; one that is over leaves the list of them. */
async function extendInUnit({ deps, actor }: Work, open: OpenWindow): Promise<boolean> {
  const application = await deps.applications.get(open.applicationId);
  if (application?.turn === open.turn) return extendApplication(deps, actor, open.applicationId);
  await deps.table.transact([dropOpenWindow(deps.table, open)]);
  return false;
}
