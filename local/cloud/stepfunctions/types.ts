/** A JSON value, as states pass it to each other. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
export type JsonObject = { [key: string]: Json };

/** A copy that shares nothing with `value`, which is JSON; members that are undefined stay so. */
export function copyJson<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(copyJson) as T;
  const copy: Record<string, unknown> = {};
  for (const name in value) {
    const member = copyJson(value[name]);
    if (name !== '__proto__') copy[name] = member;
    else Object.defineProperty(copy, name, { value: member, ...PLAIN });
  }
  return copy as T;
}
const PLAIN = { enumerable: true, writable: true, configurable: true };

/** What a Lambda function answered: its result, or the error that it threw (`errorType`, `errorMessage`). */
export type InvokeResult =
  | { payload: unknown }
  | { functionError: { errorType: string; errorMessage: string } };

/** Which task an invocation belongs to. */
interface TaskContext {
  executionArn: string;
  stateName: string;
  /** Present for `lambda:invoke.waitForTaskToken`. */
  taskToken?: string;
  /** 0 for the first attempt, then the number of retries. A repeat after a restart keeps its number. */
  retryCount: number;
}

/** Calls a function; `signal` aborts when the task times out or its execution ends. */
export type Invoke = (
  functionArn: string,
  payload: unknown,
  signal: AbortSignal,
  task: TaskContext,
) => Promise<InvokeResult>;

/**
 * Where a frame stands:
 * `enter` its state is to be entered; `attempt` entered, to be tried again; `scheduled` a task to be started;
 * `running` its function was called; `callback` submitted, the token is open; `wait` in a Wait state;
 * `backoff` waiting for a retry; `branches` waiting for child frames; `join` all child frames have ended.
 */
type Phase =
  | 'enter'
  | 'attempt'
  | 'scheduled'
  | 'running'
  | 'callback'
  | 'wait'
  | 'backoff'
  | 'branches'
  | 'join';

interface TaskProgress {
  /** Id of the TaskScheduled event: names the attempt. */
  scheduled: number;
  resource: string;
  token?: string;
  functionArn: string;
  payload: Json;
  /** Why Lambda would not take the payload: it was a text that is no JSON. */
  unreadable?: string;
  timeoutSeconds?: number;
  /** Epoch ms, set when the task starts. */
  timeoutAt?: number;
}

export interface Group {
  total: number;
  /** The next item to start. */
  next: number;
  done: number;
  limit: number;
  items: Json[];
  results: Json[];
}

/**
 * One thread of control of an execution: where it is, what it holds, what it waits for. The root frame runs the
 * machine's own states; a Parallel branch or a Map iteration is a child frame with a variable scope of its own.
 */
export interface Frame {
  id: number;
  /** 0 for the root frame. */
  parent: number;
  slot: number;
  /** Keys from the definition's root to the object that holds `StartAt` and `States`. */
  path: string[];
  phase: Phase;
  state: string;
  input: Json;
  variables: JsonObject;
  /** The event that this frame's next event follows. */
  prev: number;
  entered: number;
  enteredPrev: number;
  enteredAt: number;
  /** Attempts used, one counter a Retrier. */
  retries: number[];
  retryCount: number;
  /** Epoch ms of the earliest timer. */
  due?: number;
  task?: TaskProgress;
  group?: Group;
  /** Of the root frame: by how much the clock had jumped past the last timer that fired before the execution's end. */
  lag?: number;
}

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** A row of `executions`. Times are epoch ms; `input` and `output` are JSON text. */
export interface Execution {
  id: number;
  arn: string;
  machineArn: string;
  versionArn: string | null;
  aliasArn: string | null;
  name: string;
  status: ExecutionStatus;
  input: string;
  output: string | null;
  error: string | null;
  cause: string | null;
  definition: string;
  roleArn: string;
  startedAt: number;
  stoppedAt: number | null;
  eventCount: number;
  frameCount: number;
  due: number | null;
}

export interface HistoryEvent {
  id: number;
  previousEventId: number;
  /** Seconds since the epoch, as the AWS JSON protocol writes it. */
  timestamp: number;
  type: string;
  [details: `${string}EventDetails`]: JsonObject;
}
