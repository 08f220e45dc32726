import type { CloudClock } from '../clock/clock.ts';
import type { Machine } from './asl.ts';
import { join } from './branches.ts';
import { StateFailure } from './errors.ts';
import { answered, attempt, enter, finish, guarded, start, taskFailed, taskSucceeded } from './states.ts';
import { type Place, type Run, Step } from './step.ts';
import type { Store, TokenOutcome } from './store.ts';
import { copyJson, type Frame, type Invoke, type InvokeResult, type Json } from './types.ts';

interface Flight {
  scheduled: number;
  abort: AbortController;
  result?: InvokeResult;
}

type Work = { frame: Frame; act: (step: Step, frame: Frame) => Promise<void> | void };

/** After this many steps in a row one execution lets the event loop breathe. */
const STEPS_IN_A_ROW = 32;
/** So many executions step at once; ten thousand that come due together must not block the process. */
const PUMPS_AT_ONCE = 8;

/**
 * Moves executions. One pump an execution takes one step after the other; a step is computed on copies (JSONata is
 * asynchronous) and written in one transaction, so that another process that opens the same file goes on from there.
 */
export class Engine {
  readonly #store: Store;
  readonly #clock: CloudClock;
  readonly #place: Place;
  readonly #invoke: Invoke;
  readonly #machines = new Map<string, Machine>();
  readonly #pumps = new Map<number, { again: boolean }>();
  readonly #flights = new Map<number, Map<number, Flight>>();
  readonly #line: (() => void)[] = [];
  #slots = PUMPS_AT_ONCE;
  #inFlight = 0;
  #armPending = false;
  #closed = false;
  #disarm: (() => void) | undefined;
  #armedFor: number | undefined;
  #waiters: { ready: () => boolean; done: () => void }[] = [];

  constructor(store: Store, clock: CloudClock, place: Place, invoke: Invoke) {
    this.#store = store;
    this.#clock = clock;
    this.#place = place;
    this.#invoke = invoke;
  }

  get closed(): boolean {
    return this.#closed;
  }

  /** Goes on with every open execution of the file. */
  resume(): void {
    for (const id of this.#store.openExecutions()) this.wake(id);
    this.#armSoon();
  }

  /** Nothing runs and no function is being called: only an outside event or time can go on. */
  idle(): Promise<void> {
    return this.#until(() => this.#pumps.size === 0 && this.#inFlight === 0 && !this.#armPending);
  }

  /** No step is due, functions may still be running. */
  quiet(): Promise<void> {
    return this.#until(() => this.#pumps.size === 0 && !this.#armPending);
  }

  #until(ready: () => boolean): Promise<void> {
    if (this.#closed || ready()) return Promise.resolve();
    return new Promise((done) => this.#waiters.push({ ready, done }));
  }

  #settled(): void {
    this.#waiters = this.#waiters.filter((waiter) => {
      if (!waiter.ready()) return true;
      waiter.done();
      return false;
    });
  }

  close(): void {
    this.#closed = true;
    this.#disarm?.();
    for (const flights of this.#flights.values()) for (const flight of flights.values()) flight.abort.abort();
    this.#flights.clear();
    for (const waiter of this.#waiters.splice(0)) waiter.done();
  }

  /** The execution may have something to do: a new one, a completed token, a due timer, an answer. */
  wake(id: number): void {
    if (this.#closed) return;
    const pump = this.#pumps.get(id);
    if (pump) {
      pump.again = true;
      return;
    }
    const started = { again: true };
    this.#pumps.set(id, started);
    void this.#pump(id, started).finally(() => {
      this.#pumps.delete(id);
      if (this.#closed) return;
      // Woken between the pump's last look and now.
      if (started.again) this.wake(id);
      this.#armSoon();
      this.#settled();
    });
  }

  /** The execution was ended from outside (StopExecution): its functions hear of it. */
  ended(id: number): void {
    for (const flight of this.#flights.get(id)?.values() ?? []) flight.abort.abort();
    this.#flights.delete(id);
  }

  async #pump(id: number, pump: { again: boolean }): Promise<void> {
    // Also lets the caller's own transaction and answer come first.
    await this.#slot();
    try {
      await this.#steps(id, pump);
    } finally {
      const next = this.#line.shift();
      if (next) setImmediate(next);
      else this.#slots += 1;
    }
  }

  #slot(): Promise<void> {
    if (this.#slots === 0) return new Promise((go) => this.#line.push(go));
    this.#slots -= 1;
    return Promise.resolve();
  }

  async #steps(id: number, pump: { again: boolean }): Promise<void> {
    let run: Run | undefined;
    let last = 0;
    for (let steps = 1; !this.#closed; steps += 1) {
      pump.again = false;
      run ??= this.#load(id);
      if (run?.execution.status !== 'RUNNING') return this.ended(id);
      const work = this.#next(run, last);
      if (!work) return;
      last = work.frame.id;
      await this.#step(run, work);
      if (steps % STEPS_IN_A_ROW === 0) await new Promise((next) => setImmediate(next));
    }
  }

  #load(id: number): Run | undefined {
    const execution = this.#store.execution(id);
    if (!execution) return undefined;
    const frames = new Map(this.#store.frames(id).map((frame) => [frame.id, frame]));
    let machine = this.#machines.get(execution.definition);
    if (!machine) {
      machine = JSON.parse(this.#store.definition(execution.definition)) as Machine;
      this.#machines.set(execution.definition, machine);
    }
    return { execution, machine, frames };
  }

  async #step(run: Run, work: Work): Promise<void> {
    const { execution } = run;
    let step = new Step(run, this.#clock.now(), this.#place);
    try {
      await work.act(step, step.edit(work.frame.id));
    } catch (error) {
      // Not a failure of the machine but of this engine: the execution must not hang because of it.
      step = new Step(run, this.#clock.now(), this.#place);
      const cause = `The interpreter failed: ${(error as Error).message}`;
      step.event('ExecutionFailed', work.frame.prev, {
        executionFailedEventDetails: { error: 'States.Runtime', cause },
      });
      step.ended = { status: 'FAILED', error: 'States.Runtime', cause };
    }
    if (this.#closed) return;
    // StopExecution may have come while expressions were evaluated.
    if (!this.#store.isRunning(execution.id)) {
      execution.status = 'ABORTED';
      return;
    }
    step.commit(this.#store);
    if (this.#closed) return;
    this.#launch(run);
    this.#armSoon();
  }

  /** The next thing to do: runnable frames in turn after the frame `last`. */
  #next(run: Run, last: number): Work | undefined {
    const now = this.#clock.now();
    const { due } = run.execution;
    const frames = [...run.frames.values()].sort((a, b) => a.id - b.id);
    const turn = [...frames.filter((f) => f.id > last), ...frames.filter((f) => f.id <= last)];
    if (due !== null && due <= now && !isCatchingUp(frames, due, now)) {
      return { frame: frames[0]!, act: timeOutExecution };
    }
    this.#launch(run);
    // However far the clock has jumped, timers fire in the order of their times.
    const first = Math.min(...frames.map((f) => f.due ?? Number.POSITIVE_INFINITY));
    for (const frame of turn) {
      const act = this.#workOf(run, frame, frame.due === first ? now : Number.NEGATIVE_INFINITY);
      if (!act) continue;
      const late = due !== null && due <= now && frame.due === first && first < due;
      return { frame, act: late ? lagging(act, now - first) : act };
    }
    return undefined;
  }

  #workOf(run: Run, frame: Frame, now: number): Work['act'] | undefined {
    const isDue = frame.due !== undefined && frame.due <= now;
    switch (frame.phase) {
      case 'enter':
        return enter;
      case 'scheduled':
        return start;
      case 'attempt':
        return (step, copy) => guarded(step, copy, () => attempt(step, copy));
      case 'join':
        return (step, copy) =>
          guarded(step, copy, () => join(step, copy, (result) => finish(step, copy, { result })));
      case 'wait':
        return isDue ? (step, copy) => guarded(step, copy, () => leaveWait(step, copy)) : undefined;
      case 'backoff':
        return isDue ? (step, copy) => guarded(step, copy, () => attempt(step, copy)) : undefined;
      case 'branches':
        return undefined;
      default:
        return this.#workOfTask(run, frame, isDue);
    }
  }

  #workOfTask(run: Run, frame: Frame, isDue: boolean): Work['act'] | undefined {
    const task = frame.task!;
    const outcome = task.token === undefined ? undefined : this.#store.token(task.token)?.outcome;
    if (outcome) {
      const { output } = JSON.parse(outcome) as TokenOutcome;
      return (step, copy) => {
        // The function that opened the task may still be finishing its own work: it is left alone.
        this.#flights.get(run.execution.id)?.delete(frame.id);
        return taskSucceeded(step, copy, JSON.parse(output) as Json, output);
      };
    }
    const result = this.#flights.get(run.execution.id)?.get(frame.id)?.result;
    if (frame.phase === 'running' && result) return (step, copy) => answered(step, copy, result);
    return isDue ? timeOut : undefined;
  }

  /** Calls the functions of all started tasks that nobody is calling: new ones, and those that a restart cut off. */
  #launch(run: Run): void {
    const { execution, frames } = run;
    const flights = this.#flights.get(execution.id) ?? new Map<number, Flight>();
    for (const [id, flight] of flights) {
      const frame = frames.get(id);
      if (frame?.phase === 'running' && frame.task?.scheduled === flight.scheduled) continue;
      flights.delete(id);
      if (!flight.result) flight.abort.abort();
    }
    for (const frame of frames.values()) {
      if (execution.status !== 'RUNNING' || frame.phase !== 'running' || flights.has(frame.id)) continue;
      const token = frame.task!.token;
      if (token !== undefined && this.#store.token(token)?.outcome) continue;
      flights.set(frame.id, this.#call(run, frame));
    }
    if (flights.size) this.#flights.set(execution.id, flights);
    else this.#flights.delete(execution.id);
  }

  #call(run: Run, frame: Frame): Flight {
    const { id, arn } = run.execution;
    const task = frame.task!;
    const flight: Flight = { scheduled: task.scheduled, abort: new AbortController() };
    const about = {
      executionArn: arn,
      stateName: frame.state,
      retryCount: frame.retryCount,
      ...(task.token === undefined ? {} : { taskToken: task.token }),
    };
    const call = () => this.#invoke(task.functionArn, copyJson(task.payload), flight.abort.signal, about);
    this.#inFlight += 1;
    // Begun in a later turn, so that nothing the function does can run inside this pump's own step.
    Promise.resolve()
      .then(() => (task.unreadable === undefined ? call() : refusedByLambda(task.unreadable)))
      .catch(
        (error: Error): InvokeResult => ({
          functionError: {
            errorType: 'Lambda.SdkClientException',
            errorMessage: String(error?.message ?? error),
          },
        }),
      )
      .then((result) => {
        flight.result = result;
        this.#inFlight -= 1;
        if (this.#flights.get(id)?.get(frame.id) === flight) this.wake(id);
        this.#settled();
      });
    return flight;
  }

  /** Once a turn of the event loop is enough, however many steps it held. */
  #armSoon(): void {
    if (this.#armPending) return;
    this.#armPending = true;
    setImmediate(() => {
      this.#armPending = false;
      if (!this.#closed) this.#arm();
      this.#settled();
    });
  }

  /** Wakes what is due and sets one alarm for the earliest timer of all executions. */
  #arm(): void {
    const now = this.#clock.now();
    const earliest = this.#store.earliestDue();
    const past = earliest !== undefined && earliest <= now;
    // While others stand in line it can wait: every pump's end comes by here again.
    const due = past && this.#line.length === 0 ? this.#store.dueExecutions(now) : [];
    for (const id of due) if (!this.#pumps.has(id)) this.wake(id);
    const at = past ? this.#store.nextDue(now) : earliest;
    if (at === this.#armedFor) return;
    this.#disarm?.();
    this.#armedFor = at;
    this.#disarm = at === undefined ? undefined : this.#clock.schedule(at, () => this.#ring());
  }

  #ring(): void {
    this.#armedFor = undefined;
    if (this.#closed) return;
    for (const id of this.#store.dueExecutions(this.#clock.now())) this.wake(id);
    this.#armSoon();
  }
}

/** Lambda itself says no before any function runs. */
const refusedByLambda = (errorMessage: string): InvokeResult => ({
  functionError: { errorType: 'Lambda.InvalidRequestContentException', errorMessage },
});

const MOVING: readonly Frame['phase'][] = ['enter', 'scheduled', 'attempt', 'running', 'join'];

/**
 * Whether something is owed to the time before the execution's own end, when the clock has jumped past both: a timer
 * that has not fired, or what the last one that fired set off, until that would have reached the end, too.
 */
function isCatchingUp(frames: readonly Frame[], due: number, now: number): boolean {
  if (frames.some((f) => f.due !== undefined && f.due < due)) return true;
  const lag = frames[0]?.lag;
  return lag !== undefined && now - lag < due && frames.some((f) => MOVING.includes(f.phase));
}

function lagging(act: Work['act'], lag: number): Work['act'] {
  return (step, frame) => {
    const root = frame.parent === 0 ? frame : step.edit(1);
    root.lag = lag;
    return act(step, frame);
  };
}

function timeOutExecution(step: Step): void {
  step.event('ExecutionTimedOut', 0, { executionTimedOutEventDetails: { error: 'States.Timeout' } });
  step.ended = { status: 'TIMED_OUT' };
}

function leaveWait(step: Step, frame: Frame): Promise<void> {
  delete frame.due;
  return finish(step, frame, {});
}

function timeOut(step: Step, frame: Frame): Promise<void> {
  return taskFailed(step, frame, new StateFailure('States.Timeout'));
}
