import type { CloudClock } from '../clock/clock.ts';
import type { Catalog } from './catalog.ts';

/**
 * Decides whether something that was signed is still alive on the movable clock.
 *
 * Our functions sign in the time of the cloud; a foreign client (AWS CLI, boto3) signs in real time,
 * which lies behind once the clock was moved. Its date is therefore also read as a real one and
 * shifted by what the clock was ahead *at that moment*. A signature made before a move still dies by
 * the move; one made after it lives its full life.
 */
export interface Timeline {
  now(): number;
  /** Both arguments in ms. `early` is a date that lies ahead in either time. */
  judge(signedAt: number, expiresAt: number): 'alive' | 'expired' | 'early';
}

/** What S3 tolerates of a clock that goes fast. */
const SKEW_MS = 15 * 60_000;

export function createTimeline(catalog: Catalog, clock: CloudClock): { timeline: Timeline; stop(): void } {
  const record = () => catalog.recordMove(Date.now(), clock.now() - Date.now());
  record();
  const stop = clock.onMove(record);
  const timeline: Timeline = {
    now: () => clock.now(),
    judge(signedAt, expiresAt) {
      const shifts = [0];
      if (signedAt <= Date.now() + SKEW_MS) shifts.push(catalog.aheadAt(signedAt));
      const begun = shifts.filter((shift) => signedAt + shift <= clock.now() + SKEW_MS);
      if (begun.length === 0) return 'early';
      return begun.some((shift) => clock.now() < expiresAt + shift) ? 'alive' : 'expired';
    },
  };
  return { timeline, stop };
}

/** `20260301T080000Z` to ms; undefined when it is not that. */
export function parseAmzDate(text: string): number | undefined {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  if (!match) return undefined;
  const [, year, month, day, hour, minute, second] = match;
  const time = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(time) ? undefined : time;
}
