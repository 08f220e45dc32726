import type { Catalog } from './catalog.ts';
import type { S3Event } from './types.ts';

/** Delivers notifications at least once, from a table that is written in the transaction of the object. */
export interface Outbox {
  /** Writes an event down; only inside a transaction. */
  add(target: string, event: S3Event): void;
  /** After the commit: begins to deliver. */
  wake(): void;
  /** Resolves when nothing is waiting or under way. */
  idle(): Promise<void>;
  /** Stops; what is under way and not yet acknowledged will be delivered again by the next start. */
  stop(): Promise<void>;
}

/** At most so many deliveries at once to one target: a stuck function must not hold up the others. */
const CONCURRENCY = 8;
const FIRST_RETRY_MS = 200;
const LONGEST_RETRY_MS = 30_000;
const STOP_GRACE_MS = 2_000;

interface Waiting {
  id: number;
  attempt: number;
}

interface Lane {
  waiting: Waiting[];
  running: number;
}

/**
 * Waits between attempts are real time, not the cloud's: a moved clock must not turn a back-off into a storm,
 * nor a failure into days of silence. S3 promises no order, and neither does this.
 */
export function createOutbox(
  catalog: Catalog,
  deliver: (target: string, event: S3Event) => Promise<void>,
): Outbox {
  const lanes = new Map<string, Lane>();
  const timers = new Set<NodeJS.Timeout>();
  const running = new Set<Promise<void>>();
  let idleWaiters: Array<() => void> = [];
  let lastSeen = 0;
  let pending = 0;
  let stopped = false;

  const laneOf = (target: string) => {
    const lane = lanes.get(target) ?? { waiting: [], running: 0 };
    lanes.set(target, lane);
    return lane;
  };

  const wake = () => {
    if (stopped) return;
    for (const row of catalog.all('SELECT id, target FROM outbox WHERE id > ? ORDER BY id', lastSeen)) {
      lastSeen = Number(row.id);
      pending++;
      laneOf(String(row.target)).waiting.push({ id: lastSeen, attempt: 1 });
    }
    for (const [target, lane] of lanes) pump(target, lane);
    settle();
  };

  const settle = () => {
    if (pending > 0) return;
    for (const resolve of idleWaiters) resolve();
    idleWaiters = [];
  };

  const pump = (target: string, lane: Lane) => {
    while (!stopped && lane.running < CONCURRENCY) {
      const next = lane.waiting.shift();
      if (!next) return;
      lane.running++;
      const attempt = attemptOnce(target, lane, next).finally(() => {
        running.delete(attempt);
        lane.running--;
        pump(target, lane);
      });
      running.add(attempt);
    }
  };

  const attemptOnce = async (target: string, lane: Lane, { id, attempt }: Waiting): Promise<void> => {
    try {
      const row = catalog.get('SELECT event FROM outbox WHERE id = ?', id);
      if (row) await deliver(target, JSON.parse(String(row.event)) as S3Event);
      if (stopped) return;
      catalog.run('DELETE FROM outbox WHERE id = ?', id);
      pending--;
      settle();
    } catch (error) {
      if (stopped) return;
      const wait = Math.min(FIRST_RETRY_MS * 2 ** (attempt - 1), LONGEST_RETRY_MS);
      const reason = error instanceof Error ? error.message : String(error);
      console.warn(`s3: notification ${id} to ${target}, attempt ${attempt}: ${reason}; again in ${wait} ms`);
      const timer = setTimeout(() => {
        timers.delete(timer);
        lane.waiting.push({ id, attempt: attempt + 1 });
        pump(target, lane);
      }, wait);
      timer.unref();
      timers.add(timer);
    }
  };

  return {
    add: (target, event) =>
      catalog.run('INSERT INTO outbox (target, event) VALUES (?, ?)', target, JSON.stringify(event)),
    wake,
    idle: () =>
      new Promise((resolve) => {
        idleWaiters.push(resolve);
        wake();
      }),
    async stop() {
      stopped = true;
      for (const timer of timers) clearTimeout(timer);
      let grace: NodeJS.Timeout | undefined;
      const enough = new Promise<void>((resolve) => {
        grace = setTimeout(resolve, STOP_GRACE_MS);
      });
      await Promise.race([Promise.allSettled(running), enough]);
      clearTimeout(grace);
    },
  };
}
