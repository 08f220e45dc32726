import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { retryDelay } from '../../local/cloud/stepfunctions/outcome.ts';
import type { InvokeResult, Json } from '../../local/cloud/stepfunctions/types.ts';
import {
  type Bench,
  bench,
  branch,
  callbackTask,
  details,
  type Fields,
  machine,
  pass,
  run,
  START,
  task,
  types,
} from './stepfunctions-kit.ts';
import type { Outcome } from './stepfunctions-walk.ts';

const failing = (errorType: string): Outcome => ({ functionError: { errorType, errorMessage: 'm' } });

describe('Retry in virtual time', () => {
  const tables: [string, Fields, number][] = [
    ['the defaults: 1, 2, 4 seconds, three retries', {}, 7],
    ['BackoffRate 1: always the same interval', { IntervalSeconds: 5, BackoffRate: 1, MaxAttempts: 4 }, 20],
    [
      'MaxDelaySeconds caps',
      { IntervalSeconds: 10, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 40 },
      10 + 30 + 40 + 40,
    ],
    ['MaxAttempts 0: never', { MaxAttempts: 0 }, 0],
    ['JitterStrategy NONE', { IntervalSeconds: 3, MaxAttempts: 2, JitterStrategy: 'NONE' }, 9],
  ];
  test.each(tables)('%s', async (_name, fields, elapsed) => {
    const walked = await run(
      { A: task({ Retry: [{ ErrorEquals: ['E'], ...fields }] }) },
      {},
      { A: failing('E') },
    );
    expect(walked).toMatchObject({ status: 'FAILED', error: 'E', elapsedMs: elapsed * 1000 });
    expect(walked.invocations).toHaveLength(1 + Number(fields.MaxAttempts ?? 3));
  });

  test('JitterStrategy FULL: somewhere between nothing and the whole interval', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 20 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (used, random) => {
          const fixed = { ErrorEquals: ['E'], IntervalSeconds: 2, MaxDelaySeconds: 100 };
          const delay = retryDelay({ ...fixed, JitterStrategy: 'FULL' }, used, () => random);
          expect(delay).toBeGreaterThanOrEqual(0);
          expect(delay).toBeLessThanOrEqual(retryDelay(fixed, used));
          expect(retryDelay(fixed, used)).toBeLessThanOrEqual(100_000);
        },
      ),
    );
  });

  test('each Retrier counts for itself, and the context counts all', async () => {
    const walked = await run(
      {
        A: task({
          Arguments: { FunctionName: 'f', Payload: '{% $states.context.State.RetryCount %}' },
          Retry: [
            { ErrorEquals: ['E'], MaxAttempts: 2, IntervalSeconds: 1 },
            { ErrorEquals: ['F'], MaxAttempts: 1, IntervalSeconds: 10 },
          ],
        }),
      },
      {},
      { A: [failing('E'), failing('F'), failing('E'), { payload: 'done' }] },
    );
    expect(walked).toMatchObject({ status: 'SUCCEEDED', output: 'done', elapsedMs: 1000 + 10_000 + 2000 });
    expect(walked.invocations.map((one) => one.payload)).toEqual([0, 1, 2, 3]);
  });

  test('a state entered again starts with fresh counters', async () => {
    const walked = await run(
      {
        A: task({ Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }], Next: 'C' }),
        C: { Type: 'Choice', Choices: [{ Condition: '{% $states.input = 2 %}', Next: 'Z' }], Default: 'A' },
        Z: pass(),
      },
      {},
      { A: [failing('E'), { payload: 1 }, failing('E'), { payload: 2 }] },
    );
    expect(walked).toMatchObject({ status: 'SUCCEEDED', path: ['A', 'C', 'A', 'C', 'Z'] });
  });
});

describe('Catch order', () => {
  const catchers = [
    { ErrorEquals: ['E', 'F'], Next: 'First' },
    { ErrorEquals: ['States.Timeout'], Next: 'Time' },
    { ErrorEquals: ['Lambda.ServiceException', 'Lambda.SdkClientException'], Next: 'Service' },
    { ErrorEquals: ['States.QueryEvaluationError'], Next: 'Query' },
    { ErrorEquals: ['States.TaskFailed'], Next: 'Task' },
    { ErrorEquals: ['States.ALL'], Next: 'All' },
  ];
  const handlers = Object.fromEntries(catchers.map((one) => [one.Next, pass()]));
  const cases: [string, Outcome, Fields, string | undefined][] = [
    ['the first that names it', failing('F'), {}, 'First'],
    ['a Lambda error by name', failing('Lambda.ServiceException'), {}, 'Service'],
    ['any other error of the function is States.TaskFailed', failing('Other'), {}, 'Task'],
    ['a timeout of the task', {}, { TimeoutSeconds: 60 }, 'Time'],
    ['a failed expression', {}, { TimeoutSeconds: '{% $nobody %}' }, 'Query'],
    ['States.Runtime is never caught', {}, { Arguments: "{% {'Payload': 1} %}" }, undefined],
  ];
  test.each(cases)('%s', async (_name, outcome, fields, expected) => {
    const walked = await run(
      { A: callbackTask({ ...fields, Catch: catchers }), ...handlers },
      {},
      { A: outcome },
    );
    expect(walked.path[1]).toBe(expected);
  });

  test('retries come before catchers; a used-up Retrier leaves the error to Catch', async () => {
    const walked = await run(
      {
        A: task({
          Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }],
          Catch: [{ ErrorEquals: ['E'], Next: 'B' }],
        }),
        B: pass(),
      },
      {},
      { A: failing('E') },
    );
    expect(walked).toMatchObject({ path: ['A', 'B'], elapsedMs: 3000 });
    expect(walked.invocations).toHaveLength(3);
    expect(walked.output).toEqual({ Error: 'E', Cause: '{"errorMessage":"m","errorType":"E"}' });
  });

  test('an expression that fails in Catch fails the state: nothing catches twice', async () => {
    const walked = await run(
      {
        A: task({ Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B', Output: '{% $nobody %}' }] }),
        B: pass(),
      },
      {},
      { A: failing('E') },
    );
    expect(walked).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(details(walked.history, 'EvaluationFailed')).toMatchObject({ location: 'Catch[0]/Output' });
  });

  test('an invocation that rejects is Lambda.SdkClientException', async () => {
    const b = bench(() => Promise.reject(new Error('no such worker')));
    const arn = b.start(machine({ A: task() }));
    await b.engine.idle();
    expect(b.describe(arn)).toMatchObject({
      status: 'FAILED',
      error: 'Lambda.SdkClientException',
      cause: 'no such worker',
    });
    b.engine.close();
  });
});

describe('time, by moving the clock', () => {
  let b: Bench;
  let tokens: Map<string, string>;
  let signals: AbortSignal[];
  afterEach(() => b.engine.close());

  const open = (invoke?: (payload: Json) => Promise<InvokeResult>) => {
    tokens = new Map();
    signals = [];
    b = bench((_arn, payload, signal, about) => {
      signals.push(signal);
      if (about.taskToken) tokens.set(about.stateName, about.taskToken);
      return invoke ? invoke(payload as Json) : Promise.resolve({ payload: 1 });
    });
    return b;
  };
  const send = (operation: string, state: string, more: Fields = {}) =>
    b.engine.execute(operation, { taskToken: tokens.get(state), ...more });

  test('a token is good one millisecond before its timeout and TaskTimedOut at it', async () => {
    open();
    const definition = machine({
      A: callbackTask({ TimeoutSeconds: 60, Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Late' }] }),
      Late: pass(),
    });
    const early = b.start(definition);
    await b.engine.idle();
    b.clock.moveTo(START + 59_999);
    send('SendTaskSuccess', 'A', { output: '"in time"' });
    await b.engine.idle();
    expect(b.describe(early)).toMatchObject({ status: 'SUCCEEDED', output: '"in time"' });
    const late = b.start(definition);
    await b.engine.idle();
    b.clock.moveTo(b.clock.now() + 60_000);
    expect(() => send('SendTaskSuccess', 'A', { output: '1' })).toThrow(
      expect.objectContaining({ name: 'TaskTimedOut' }),
    );
    await b.engine.idle();
    expect(b.at(late)).toBe('Late');
  });

  test('a function that runs too long is told to stop, and its late answer is ignored', async () => {
    let answer: (result: InvokeResult) => void = () => {};
    open(() => new Promise((resolve) => (answer = resolve)));
    const arn = b.start(
      machine({
        A: task({ TimeoutSeconds: 30, Catch: [{ ErrorEquals: ['States.ALL'], Next: 'W' }] }),
        W: { Type: 'Wait', Seconds: 5, End: true },
      }),
    );
    await b.engine.quiet();
    b.clock.moveTo(START + 30_000);
    await b.engine.quiet();
    expect(signals[0]!.aborted).toBe(true);
    expect(b.at(arn)).toBe('W');
    answer({ payload: 'late' });
    await b.engine.idle();
    expect(types(b.history(arn))).not.toContain('TaskSucceeded');
  });

  test('the time of the whole execution: TIMED_OUT, no error, tokens closed', async () => {
    open();
    const arn = b.start(machine({ A: callbackTask({ TimeoutSeconds: 900 }) }, { TimeoutSeconds: 600 }));
    await b.engine.idle();
    b.clock.moveTo(START + 600_000);
    await b.engine.idle();
    const described = b.describe(arn);
    expect(described).toMatchObject({ status: 'TIMED_OUT', stopDate: (START + 600_000) / 1000 });
    expect(described).not.toHaveProperty('error');
    expect(b.history(arn).at(-1)).toMatchObject({ type: 'ExecutionTimedOut', previousEventId: 0 });
    expect(() => send('SendTaskSuccess', 'A', { output: '1' })).toThrow(
      expect.objectContaining({ name: 'TaskTimedOut' }),
    );
  });

  test('one jump past a task’s timeout and the execution’s end: the earlier fires, and what it sets off is done first', async () => {
    open();
    const late = callbackTask({
      TimeoutSeconds: 60,
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'L' }],
    });
    const limit = { TimeoutSeconds: 3600 };
    const done = b.start(machine({ A: late, L: task({ Next: 'M' }), M: task() }, limit));
    const rest = { Type: 'Wait', Seconds: 5, End: true };
    const waits = b.start(machine({ A: late, L: task({ Next: 'W' }), W: rest }, limit));
    await b.engine.idle();
    b.clock.moveTo(START + 400 * 86_400_000);
    await b.engine.idle();
    expect(b.describe(done)).toMatchObject({ status: 'SUCCEEDED', output: '1' });
    // A new wait begins after the end: that end comes first.
    expect(b.at(waits)).toBe('W');
    expect(b.describe(waits)).toMatchObject({ status: 'TIMED_OUT' });
  });

  test('one jump past the execution’s end does not wait for a function that hangs since before it', async () => {
    open(() => new Promise(() => {}));
    const arn = b.start(machine({ A: task({ TimeoutSeconds: 900 }) }, { TimeoutSeconds: 600 }));
    await b.engine.quiet();
    b.clock.moveTo(START + 86_400_000);
    await b.engine.quiet();
    expect(b.describe(arn)).toMatchObject({ status: 'TIMED_OUT' });
  });

  test('timers of several branches fire in the order of their times, however far the clock jumps', async () => {
    open();
    const wait = (Seconds: number) => ({ Type: 'Wait', Seconds, End: true });
    const branches = [branch({ A: wait(30) }), branch({ B: wait(10) }), branch({ C: wait(20) })];
    const arn = b.start(machine({ P: { Type: 'Parallel', Branches: branches, End: true } }));
    await b.engine.idle();
    b.clock.moveTo(START + 60_000);
    await b.engine.idle();
    const left = b.history(arn).filter((event) => event.type === 'WaitStateExited');
    expect(left.map((event) => event.stateExitedEventDetails?.name)).toEqual(['B', 'C', 'A']);
  });

  test('StopExecution aborts a running function', async () => {
    open(() => new Promise(() => {}));
    const arn = b.start(machine({ A: task() }));
    await b.engine.quiet();
    b.engine.execute('StopExecution', { executionArn: arn });
    expect(signals[0]!.aborted).toBe(true);
    await b.engine.quiet();
    expect(types(b.history(arn)).at(-1)).toBe('ExecutionAborted');
  });

  test('StopExecution in the middle of a step: the step is dropped, the history has one end', async () => {
    open();
    const definition = machine({
      A: pass({ Output: '{% $sum([1..3]) %}', Next: 'P' }),
      P: { Type: 'Parallel', Branches: [branch({ B: pass() }), branch({ C: task() })], End: true },
    });
    const endings = new Set<string>();
    for (let turns = 0; turns < 400; turns += 5) {
      const arn = b.start(definition);
      for (let i = 0; i < turns; i += 1) await Promise.resolve();
      b.engine.execute('StopExecution', { executionArn: arn });
      await b.engine.idle();
      const history = b.history(arn);
      expect(history.map((event) => event.id)).toEqual(history.map((_, i) => i + 1));
      expect(
        types(history).filter((type) => /^Execution(Aborted|Succeeded|Failed)$/.test(type)),
      ).toHaveLength(1);
      endings.add(`${b.describe(arn).status} ${history.at(-1)!.type}`);
    }
    expect([...endings].sort()).toEqual(['ABORTED ExecutionAborted', 'SUCCEEDED ExecutionSucceeded']);
  });

  test('Parallel: one branch that fails ends the others, whatever they wait for', async () => {
    let refuse: (result: InvokeResult) => void = () => {};
    open((payload) =>
      (payload as { token?: string }).token
        ? Promise.resolve({ payload: 1 })
        : new Promise((resolve) => (refuse = resolve)),
    );
    const arn = b.start(
      machine({
        P: {
          Type: 'Parallel',
          Branches: [
            branch({ One: callbackTask() }),
            branch({ Two: task() }),
            branch({ Three: { Type: 'Wait', Seconds: 1000, End: true } }),
            branch({
              Four: {
                Type: 'Map',
                Items: [1, 2],
                ItemProcessor: branch({ Deep: { Type: 'Wait', Seconds: 1000, End: true } }),
                End: true,
              },
            }),
          ],
          Catch: [{ ErrorEquals: ['Refused'], Next: 'W' }],
          End: true,
        },
        W: { Type: 'Wait', Seconds: 5000, End: true },
      }),
    );
    await b.engine.quiet();
    refuse({ functionError: { errorType: 'Refused', errorMessage: '' } });
    await b.engine.idle();
    expect(b.at(arn)).toBe('W');
    expect(() => send('SendTaskSuccess', 'One', { output: '1' })).toThrow(
      expect.objectContaining({ name: 'TaskTimedOut' }),
    );
    const history = b.history(arn);
    const failed = history.find((event) => event.type === 'TaskFailed')!;
    const after = history.slice(failed.id).map((event) => `${event.type}<${event.previousEventId}`);
    expect(after).toEqual([
      ...['TaskStateAborted', 'TaskStateAborted', 'WaitStateAborted'].map((type) => `${type}<${failed.id}`),
      ...[1, 2].flatMap(() =>
        ['MapIterationAborted', 'WaitStateAborted'].map((type) => `${type}<${failed.id}`),
      ),
      `MapStateAborted<${failed.id}`,
      `ParallelStateFailed<${failed.id}`,
      expect.stringMatching(/^ParallelStateExited<\d+$/),
      expect.stringMatching(/^WaitStateEntered<\d+$/),
    ]);
    b.clock.moveTo(START + 1_000_000);
    await b.engine.idle();
    expect(b.describe(arn).status).toBe('RUNNING');
  });

  test('Map: items that time out, as AWS logs it', async () => {
    const walked = await run(
      {
        M: {
          Type: 'Map',
          Items: [1, 2],
          ItemProcessor: branch({ L: task({ TimeoutSeconds: 5 }) }),
          End: true,
        },
      },
      {},
      { L: { hang: true } },
    );
    const timedOut = walked.history.findIndex((event) => event.type === 'TaskTimedOut');
    expect(types(walked.history).slice(timedOut)).toEqual([
      'TaskTimedOut',
      'MapIterationFailed',
      'TaskStateAborted',
      'MapIterationAborted',
      'TaskStateAborted',
      'MapStateFailed',
      'ExecutionFailed',
    ]);
  });
});
