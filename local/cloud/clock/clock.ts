import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { readState, writeState } from '../data-files.ts';

/** The time that the embedded engines live in. Milliseconds since the Unix epoch, UTC. */
export interface CloudClock {
  now(): number;
  /** Calls `fn` once, as soon as `now() >= atMs`, however the clock got there. Returns a cancel function. */
  schedule(atMs: number, fn: () => void): () => void;
  /** Calls `fn` after every move. Returns an unsubscribe function. */
  onMove(fn: () => void): () => void;
}

export interface MovableClock extends CloudClock {
  /** Moves the clock forward to `atMs`; a time in the past is refused with a RangeError. */
  moveTo(atMs: number): void;
  /** Real time plus this many milliseconds is `now()`. Readable from worker threads through `shared`. */
  readonly shared: BigInt64Array<SharedArrayBuffer>;
  close(): void;
}

/** setTimeout holds at most 2^31-1 ms; longer waits are taken in several hops. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

/**
 * A clock that runs at real speed and can be moved forward.
 * @param file where the offset is kept between runs; omitted, the clock forgets it.
 */
export function createMovableClock(file?: string): MovableClock {
  const shared = new BigInt64Array(new SharedArrayBuffer(8));
  if (file) shared[0] = readOffset(file);
  const alarms = new Set<{ at: number; fn: () => void }>();
  const listeners = new Set<() => void>();
  let timer: NodeJS.Timeout | undefined;

  const now = () => Date.now() + Number(Atomics.load(shared, 0));

  const ring = () => {
    const due = [...alarms].filter((a) => a.at <= now()).sort((a, b) => a.at - b.at);
    for (const alarm of due) {
      if (alarms.delete(alarm)) alarm.fn();
    }
    arm();
  };

  const arm = () => {
    clearTimeout(timer);
    timer = undefined;
    if (alarms.size === 0) return;
    const next = Math.min(...[...alarms].map((a) => a.at));
    timer = setTimeout(ring, Math.min(Math.max(0, next - now()), LONGEST_TIMEOUT_MS));
    timer.unref();
  };

  return {
    now,
    shared,
    schedule(at, fn) {
      const alarm = { at, fn };
      alarms.add(alarm);
      arm();
      return () => {
        if (alarms.delete(alarm)) arm();
      };
    },
    onMove(fn) {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    moveTo(atMs) {
      if (atMs < now())
        throw new RangeError(`The clock only moves forward: ${new Date(atMs).toISOString()} is past.`);
      const offset = BigInt(Math.round(atMs - Date.now()));
      if (file) writeOffset(file, offset);
      Atomics.store(shared, 0, offset);
      for (const fn of listeners) fn();
      ring();
    },
    close() {
      clearTimeout(timer);
      alarms.clear();
    },
  };
}

/** Sets the clock that will be kept in `file` back by so many milliseconds. Only before it first runs. */
export function startBehind(file: string, ms: number): void {
  writeOffset(file, BigInt(-ms));
}

function readOffset(file: string): bigint {
  return readState(file, (text) => BigInt(text.trim())) ?? 0n;
}

function writeOffset(file: string, offset: bigint): void {
  mkdirSync(dirname(file), { recursive: true });
  writeState(file, String(offset));
}
