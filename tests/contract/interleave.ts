import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Harness } from './harness.ts';

const who = new AsyncLocalStorage<'first' | 'second'>();

/**
 * Two requests at once. The second stops before its `at`-th word with the table until the first is through, or waits for
 * the second. So every line between two words is one between which somebody else may have been faster.
 * @returns both answers, and whether the second had so many words at all
 */
export async function stoppedAt<T>(
  h: Harness,
  at: number,
  first: () => Promise<T>,
  second: () => Promise<T>,
): Promise<{ answers: [T, T]; reached: boolean }> {
  const { send } = h.db;
  const { pause } = h.deps;
  const stopped = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  let words = 0;
  let reached = false;
  h.db.send = (async (...given: unknown[]) => {
    if (who.getStore() === 'second' && words++ === at) {
      reached = true;
      stopped.resolve();
      await gate.promise;
    }
    return (send as (...all: unknown[]) => unknown).apply(h.db, given);
  }) as typeof send;
  h.deps.pause = async () => {
    if (who.getStore() === 'first') gate.resolve();
    await setImmediate();
  };
  try {
    const other = who.run('second', second);
    await Promise.race([stopped.promise, other]);
    const one = await who.run('first', first);
    gate.resolve();
    return { answers: [one, await other], reached };
  } finally {
    Object.assign(h.db, { send });
    h.deps.pause = pause;
  }
}
