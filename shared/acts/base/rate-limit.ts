import type { RateLimit } from '../../contracts/rate-limit.ts';
import { ProblemError } from '../../errors.ts';
import { log } from '../../log.ts';
import { find } from '../../rules/base/findings.ts';
import { sha256Hex } from '../../rules/base/sha256.ts';
import { forgottenAt, rateWindow, rateWords, secondsUntil } from '../../rules/calendar/rate-window.ts';
import { type Counter, countBack, countUpTo } from '../../store/rate-counters.ts';
import type { Deps } from './deps.ts';

/** Who asks, as the counters of a window know them: an address by a keyed hash of its own in each, an account by its id. */
export type Askers = Readonly<Record<RateLimit['per'], (window: string) => string>>;

/**
 * Counts a request against every limit of its route (D22), each in one conditional write. What one of them has counted when
 * another is full is given back.
 *
 * @returns what gives the request back to all of them
 * @throws {ProblemError} TOO_MANY_REQUESTS with the first limit that is full and when to try again
 */
export async function countRequest(
  { table, now }: Pick<Deps, 'table' | 'now'>,
  limits: readonly RateLimit[],
  askers: Askers,
  body: unknown,
): Promise<() => Promise<void>> {
  const counted: Counter[] = [];
  const giveBack = async () => {
    for (const counter of counted.splice(0)) await countBack(table, counter);
  };
  for (const limit of limits) {
    const at = now();
    const { from, until } = rateWindow(limit.window, at);
    const name = `${limit.name}-${limit.window}`;
    const counter = { name, whose: whoseOf(limit, askers[limit.per](from), body), window: from };
    if (await countUpTo(table, counter, { times: limit.times, expiresAt: forgottenAt(until) })) {
      counted.push(counter);
      continue;
    }
    await giveBack();
    log.metric('LimitReached', 'somebody has asked too often', { limit: limit.name, window: limit.window });
    const words = rateWords(limit, until);
    throw new ProblemError('TOO_MANY_REQUESTS', [find('RATE_LIMIT', { allowed: limit.times, words })], {
      retryAfter: secondsUntil(until, at),
    });
  }
  return giveBack;
}

function whoseOf({ per, about }: RateLimit, asker: string, body: unknown): string {
  if (!about) return `${per}#${asker}`;
  const what = (body as Record<string, unknown> | undefined)?.[about];
  return `${per}#${asker}#${sha256Hex(String(what)).slice(0, 24)}`;
}
