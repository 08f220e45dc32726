import type { CloudClock } from '../../local/cloud/clock/clock.ts';

export interface VirtualClock extends CloudClock {
  /** Epoch ms of the next alarm. */
  next(): number | undefined;
  /** Moves forward and rings what became due, earliest first. */
  moveTo(atMs: number): void;
}

/** A clock that stands still until it is moved: a year passes in no time. */
export function createVirtualClock(startMs: number): VirtualClock {
  let now = startMs;
  const alarms = new Set<{ at: number; fn: () => void }>();
  const listeners = new Set<() => void>();
  const ring = () => {
    const due = [...alarms].filter((alarm) => alarm.at <= now).sort((a, b) => a.at - b.at);
    for (const alarm of due) if (alarms.delete(alarm)) alarm.fn();
  };
  return {
    now: () => now,
    schedule(at, fn) {
      const alarm = { at, fn };
      alarms.add(alarm);
      if (at <= now) queueMicrotask(ring);
      return () => alarms.delete(alarm);
    },
    onMove(fn) {
      listeners.add(fn);
      return () => listeners.delete(fn);
    },
    next: () => (alarms.size ? Math.min(...[...alarms].map((alarm) => alarm.at)) : undefined),
    moveTo(at) {
      if (at < now) throw new RangeError('The clock only moves forward.');
      now = at;
      for (const fn of listeners) fn();
      ring();
    },
  };
}
