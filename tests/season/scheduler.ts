import { AsyncLocalStorage } from 'node:async_hooks';
import { createHash, type Hash } from 'node:crypto';
import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Random } from '../../shared/rules/dryrun/random.ts';
import { createVirtualClock, type VirtualClock } from '../cloud/virtual-clock.ts';

/**
 * The one thing that decides what happens next. Happenings wait for their time; those that are due together run at
 * once, and every step that leaves the process (a command to an engine) stops at the gate until chance lets it go on.
 * So the seed alone decides every interleaving, and the same seed gives the same log.
 */
export interface Scheduler {
  readonly clock: VirtualClock;
  now(): string;
  /** `run` at that time; `alone`: with nothing else under way, for work that other threads do. */
  at(time: number, label: string, run: () => Promise<unknown>, alone?: boolean): void;
  /** In so many seconds. */
  in(seconds: number, label: string, run: () => Promise<unknown>, alone?: boolean): void;
  /** Every command to an engine passes here. */
  gate(): Promise<void>;
  /**
   * Runs what may be killed: after so many commands, or with the whole process (`killAll`). What was killed does nothing
   * more, as if it had stopped between two lines, and answers KILLED.
   */
  mortal<T>(run: () => Promise<T>, commands?: number): Promise<T | typeof KILLED>;
  killAll(): void;
  /** One line of the log of what happened. */
  note(line: string): void;
  /** Lives until nothing is left to do or the time is over. `settle`: after each step. */
  run(until: number, settle: () => Promise<unknown>): Promise<void>;
  /** Nothing more is to happen: `run` ends. */
  stop(): void;
  hash(): string;
  readonly lines: string[];
  steps: number;
}

interface Happening {
  at: number;
  order: number;
  label: string;
  alone: boolean;
  run: () => Promise<unknown>;
}

export const KILLED = Symbol('killed');

/** One invocation of a function, as long as it lives. */
interface Invocation {
  commands: number;
  dead: boolean;
  die(): void;
}

/** Happenings so close together run at once. */
const TOGETHER_MS = 2000;

/** Turns of the event loop that are waited through without a pause, and how many milliseconds after them, at least. */
const TURNS = 1_000;
const PATIENCE_MS = 60_000;

export function createScheduler(start: number, random: Random, keepLines = false): Scheduler {
  const clock = createVirtualClock(start);
  const heap = createHeap();
  const waiting: (() => void)[] = [];
  const digest: Hash = createHash('sha256');
  const within = new AsyncLocalStorage<Invocation>();
  const invocations = new Set<Invocation>();
  let told = { at: Number.NaN, text: '' };
  let order = 0;
  let running = 0;
  let loneliness = false;
  let stopped = false;

  /** Lets the gate's people through one after the other until all that was begun is done. */
  const drain = async () => {
    let idle = 0;
    while (running > 0) {
      // A document that is set, or read, by another thread or program takes the time of a real clock.
      await (idle < TURNS ? setImmediate() : setTimeout(1));
      if (waiting.length === 0) {
        idle += 1;
        if (idle > TURNS + PATIENCE_MS) throw new Error('something was begun and never ends');
        continue;
      }
      idle = 0;
      const at = waiting.length === 1 ? 0 : random.int(0, waiting.length - 1);
      const [go] = waiting.splice(at, 1);
      go?.();
    }
  };
  const begin = (happening: Happening) => {
    running += 1;
    return happening.run().then(
      () => {
        running -= 1;
      },
      (error: unknown) => {
        running -= 1;
        self.note(`THROWN ${happening.label} ${String(error)}`);
        self.failure ??= error;
      },
    );
  };

  const self: Scheduler & { failure?: unknown } = {
    clock,
    steps: 0,
    lines: [],
    now() {
      const at = clock.now();
      if (at !== told.at) told = { at, text: new Date(at).toISOString() };
      return told.text;
    },
    at(time, label, run, alone = false) {
      heap.push({ at: Math.max(time, clock.now()), order: order++, label, run, alone });
    },
    in(seconds, label, run, alone) {
      self.at(clock.now() + Math.round(seconds * 1000), label, run, alone);
    },
    async gate() {
      const invocation = within.getStore();
      if (invocation) {
        invocation.commands -= 1;
        if (invocation.commands < 0) invocation.die();
      }
      // Alone there is nobody to wait for, and work on other threads may not decide an order.
      if (running > 0 && !(loneliness && running === 1)) await new Promise<void>((go) => waiting.push(go));
      if (invocation?.dead) await new Promise<never>(() => {});
    },
    mortal(run, commands = Number.POSITIVE_INFINITY) {
      return new Promise((answer, fail) => {
        const invocation: Invocation = {
          commands,
          dead: false,
          die() {
            invocation.dead = true;
            invocations.delete(invocation);
            answer(KILLED);
          },
        };
        invocations.add(invocation);
        within
          .run(invocation, run)
          .then(answer, fail)
          .finally(() => invocations.delete(invocation));
      });
    },
    killAll() {
      for (const invocation of invocations) invocation.die();
    },
    note(line) {
      const whole = `${self.now()} ${line}`;
      digest.update(`${whole}\n`);
      if (keepLines) self.lines.push(whole);
    },
    async run(until, settle) {
      while (clock.now() < until && !stopped) {
        const next = heap.peek();
        const alarm = clock.next();
        const time = Math.min(next?.at ?? Infinity, alarm ?? Infinity);
        if (time === Infinity || time > until) return;
        if (alarm !== undefined && alarm < (next?.at ?? Infinity)) {
          clock.moveTo(Math.max(alarm, clock.now()));
          await settle();
          continue;
        }
        if (!next) return;
        if (next.at > clock.now()) clock.moveTo(next.at);
        const together: Happening[] = [];
        const horizon = clock.now() + TOGETHER_MS;
        for (let one = heap.peek(); one && one.at <= horizon; one = heap.peek()) {
          if (one.alone && together.length > 0) break;
          together.push(heap.pop() as Happening);
          if (one.alone) break;
        }
        self.steps += together.length;
        loneliness = together[0]?.alone ?? false;
        const begun = together.map(begin);
        // Work on other threads takes what it takes; anything else goes on turn by turn.
        if (loneliness) await begun[0];
        else await drain();
        loneliness = false;
        if (self.failure) throw self.failure;
        await settle();
      }
    },
    stop() {
      stopped = true;
    },
    hash: () => digest.copy().digest('hex'),
  };
  return self;
}

/** A binary heap by time, then by the order in which they were announced. */
function createHeap() {
  const list: Happening[] = [];
  const before = (a: Happening, b: Happening) => a.at < b.at || (a.at === b.at && a.order < b.order);
  const swap = (i: number, j: number) => {
    [list[i], list[j]] = [list[j] as Happening, list[i] as Happening];
  };
  return {
    peek: () => list[0],
    push(one: Happening) {
      list.push(one);
      for (let i = list.length - 1; i > 0; ) {
        const parent = (i - 1) >> 1;
        if (!before(list[i] as Happening, list[parent] as Happening)) return;
        swap(i, parent);
        i = parent;
      }
    },
    pop(): Happening | undefined {
      const top = list[0];
      const last = list.pop();
      if (list.length === 0 || !last) return top;
      list[0] = last;
      for (let i = 0; ; ) {
        const [l, r] = [2 * i + 1, 2 * i + 2];
        let least = i;
        if (l < list.length && before(list[l] as Happening, list[least] as Happening)) least = l;
        if (r < list.length && before(list[r] as Happening, list[least] as Happening)) least = r;
        if (least === i) return top;
        swap(i, least);
        i = least;
      }
    },
  };
}
