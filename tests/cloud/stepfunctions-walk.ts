import { createStepFunctions } from '../../local/cloud/stepfunctions/index.ts';
import type { HistoryEvent, Json } from '../../local/cloud/stepfunctions/types.ts';
import { createVirtualClock } from './virtual-clock.ts';

/**
 * What a task does when it is reached: the function answers `payload`, throws, or never answers (`hang`).
 * A task with a token then waits for it: `callback` completes it (`before` the function answers, if so said); without
 * one it waits until its timeout. `after` ms of virtual time pass before the callback.
 */
export type Outcome = {
  payload?: Json;
  functionError?: { errorType: string; errorMessage: string };
  hang?: true;
  callback?: { output: Json };
  before?: true;
  after?: number;
};

/** Outcomes by state name, one an attempt; the last one repeats. A function sees the payload that was sent. */
export type WalkScript = Record<string, Outcome | Outcome[] | ((payload: Json, attempt: number) => Outcome)>;

export interface WalkOptions {
  definition: string;
  input?: Json;
  script?: WalkScript;
  /** Epoch ms at which the execution starts. */
  startAt?: number;
  region?: string;
  accountId?: string;
}

export interface Walk {
  /** RUNNING when the execution waits for what the script never sends. */
  status: string;
  output?: Json;
  error?: string;
  cause?: string;
  /** Names of the states entered, in order. */
  path: string[];
  /** What each task was given, in order. */
  invocations: { state: string; functionArn: string; payload: Json }[];
  history: HistoryEvent[];
  /** Virtual milliseconds from the start to the end. */
  elapsedMs: number;
}

/** Walks a definition with scripted tasks in virtual time. */
export async function walk(options: WalkOptions): Promise<Walk> {
  const startAt = options.startAt ?? Date.UTC(2020, 5, 1);
  const clock = createVirtualClock(startAt);
  const invocations: Walk['invocations'] = [];
  const attempts = new Map<string, number>();
  const engine = createStepFunctions({
    file: ':memory:',
    clock,
    region: options.region ?? 'us-east-1',
    accountId: options.accountId ?? '000000000000',
    async invoke(functionArn, payload, signal, task) {
      const state = task.stateName;
      const attempt = attempts.get(state) ?? 0;
      attempts.set(state, attempt + 1);
      invocations.push({ state, functionArn, payload: payload as Json });
      const outcome = outcomeOf(options.script?.[state], payload as Json, attempt);
      if (outcome.hang)
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve({ payload: null })));
      const call = () => callback(outcome, task.taskToken);
      if (outcome.callback && outcome.before) call();
      // The submission is committed first, then the callback comes: in a later turn, or after virtual time.
      else if (outcome.callback && outcome.after) clock.schedule(clock.now() + outcome.after, call);
      else if (outcome.callback) setImmediate(call);
      if (outcome.functionError) return { functionError: outcome.functionError };
      return { payload: outcome.payload ?? null };
    },
  });
  const callback = (outcome: Outcome, taskToken: string | undefined) => {
    engine.execute('SendTaskSuccess', { taskToken, output: JSON.stringify(outcome.callback!.output) });
  };
  try {
    const { stateMachineArn } = engine.ensureStateMachine({ name: 'walk', definition: options.definition });
    const started = engine.execute('StartExecution', {
      stateMachineArn,
      name: 'walk',
      input: JSON.stringify(options.input ?? {}),
    }) as { executionArn: string };
    const describe = () => engine.execute('DescribeExecution', started) as Described;
    for (;;) {
      await settle(engine);
      if (describe().status !== 'RUNNING') break;
      const next = clock.next();
      if (next === undefined) break;
      clock.moveTo(next);
    }
    return result(describe(), invocations, historyOf(engine, started.executionArn), clock.now() - startAt);
  } finally {
    engine.close();
  }
}

interface Described {
  status: string;
  output?: string;
  error?: string;
  cause?: string;
}

type Engine = ReturnType<typeof createStepFunctions>;

function outcomeOf(script: WalkScript[string] | undefined, payload: Json, attempt: number): Outcome {
  if (script === undefined) return {};
  if (typeof script === 'function') return script(payload, attempt);
  return Array.isArray(script) ? (script[Math.min(attempt, script.length - 1)] ?? {}) : script;
}

/** Answers and the callbacks that they set off come in the next turns of the event loop; a few bring them all. */
async function settle(engine: Engine): Promise<void> {
  for (let turn = 0; turn < 3; turn += 1) {
    await engine.quiet();
    await new Promise((next) => setImmediate(next));
  }
  await engine.quiet();
}

function historyOf(engine: Engine, executionArn: string): HistoryEvent[] {
  const events: HistoryEvent[] = [];
  let nextToken: string | undefined;
  do {
    const page = engine.execute('GetExecutionHistory', { executionArn, maxResults: 1000, nextToken }) as {
      events: HistoryEvent[];
      nextToken?: string;
    };
    events.push(...page.events);
    nextToken = page.nextToken;
  } while (nextToken !== undefined);
  return events;
}

function result(
  end: Described,
  invocations: Walk['invocations'],
  history: HistoryEvent[],
  elapsedMs: number,
): Walk {
  const entered = history
    .map((event) => event.stateEnteredEventDetails?.name)
    .filter((name) => typeof name === 'string');
  return {
    status: end.status,
    ...(end.output === undefined ? {} : { output: JSON.parse(end.output) as Json }),
    ...(end.error === undefined ? {} : { error: end.error }),
    ...(end.cause === undefined ? {} : { cause: end.cause }),
    path: entered,
    invocations,
    history,
    elapsedMs,
  };
}
