import { setTimeout as pause } from 'node:timers/promises';

/** How long a caller waits for a server that is down, busy or starting again. */
const PATIENCE_MS = 90_000;
const LONGEST_PAUSE_MS = 1000;
/** What a gateway says while nobody is behind it; so does whoever names a time to ask again. Else it is an answer. */
const comingBack = new Set([429, 502, 503, 504]);

/**
 * A request that is sent again while the server is away (connection refused or cut, 429, 502–504). It may therefore
 * arrive twice: what it does must bear that, by an Idempotency-Key or by If-Match.
 */
export async function send(url: string | URL, init: RequestInit = {}): Promise<Response> {
  const giveUpAt = performance.now() + PATIENCE_MS;
  for (let wait = 50; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    let last: unknown;
    try {
      const answer = await fetch(url, { redirect: 'manual', ...init });
      if (!comingBack.has(answer.status) && !answer.headers.has('retry-after')) return answer;
      last = `${answer.status}`;
      await answer.arrayBuffer();
    } catch (error) {
      if (!isCutOff(error)) throw error;
      last = error;
    }
    if (performance.now() + wait > giveUpAt) throw new Error(`${url} does not answer`, { cause: last });
    await pause(wait);
  }
}

/**
 * Looks again and again until there is something to see.
 * @throws {Error} naming `what`, when `deadlineMs` have passed
 */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
  deadlineMs = 30_000,
): Promise<T> {
  const giveUpAt = performance.now() + deadlineMs;
  for (let wait = 15; ; wait = Math.min(wait * 1.6, 500)) {
    const seen = await look();
    if (seen !== undefined && seen !== false) return seen;
    if (performance.now() > giveUpAt) throw new Error(`not seen within ${deadlineMs / 1000} s: ${what}`);
    await pause(wait);
  }
}

/** The connection was refused or broke: nobody knows whether the other side has done what was asked. */
export function isCutOff(error: unknown): boolean {
  return error instanceof TypeError && (error.message === 'fetch failed' || error.message === 'terminated');
}
