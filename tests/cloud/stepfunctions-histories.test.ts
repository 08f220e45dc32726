import { describe, expect, test } from 'vitest';
import type { HistoryEvent, Json } from '../../local/cloud/stepfunctions/types.ts';
import {
  bench,
  branch,
  callbackTask,
  details,
  FUNCTION,
  machine,
  pass,
  run,
  type States,
  shape,
  task,
} from './stepfunctions-kit.ts';
import type { WalkScript } from './stepfunctions-walk.ts';

/** Event sequences with previousEventId as executions on AWS show them. */
describe('histories', () => {
  const sequences: [string, States, Json, WalkScript, string][] = [
    [
      'Pass',
      { A: pass() },
      {},
      {},
      'ExecutionStarted<0 PassStateEntered<0 PassStateExited<2 ExecutionSucceeded<3',
    ],
    [
      'Succeed',
      { A: { Type: 'Succeed' } },
      {},
      {},
      'ExecutionStarted<0 SucceedStateEntered<0 SucceedStateExited<2 ExecutionSucceeded<3',
    ],
    [
      'Fail',
      { A: { Type: 'Fail', Error: 'E' } },
      {},
      {},
      'ExecutionStarted<0 FailStateEntered<0 ExecutionFailed<2',
    ],
    [
      'Wait',
      { A: { Type: 'Wait', Seconds: 60, End: true } },
      {},
      {},
      'ExecutionStarted<0 WaitStateEntered<0 WaitStateExited<2 ExecutionSucceeded<3',
    ],
    [
      'Choice',
      { A: { Type: 'Choice', Choices: [{ Condition: true, Next: 'B' }] }, B: pass() },
      {},
      {},
      'ExecutionStarted<0 ChoiceStateEntered<0 ChoiceStateExited<2 PassStateEntered<3 PassStateExited<4 ExecutionSucceeded<5',
    ],
    [
      'Task, optimised integration',
      { A: task() },
      {},
      {},
      'ExecutionStarted<0 TaskStateEntered<0 TaskScheduled<2 TaskStarted<3 TaskSucceeded<4 TaskStateExited<5 ExecutionSucceeded<6',
    ],
    [
      'Task with a token',
      { A: callbackTask() },
      {},
      { A: { callback: { output: 1 } } },
      'ExecutionStarted<0 TaskStateEntered<0 TaskScheduled<2 TaskStarted<3 TaskSubmitted<4 TaskSucceeded<5 TaskStateExited<6 ExecutionSucceeded<7',
    ],
    [
      'Task that times out',
      { A: callbackTask({ TimeoutSeconds: 5 }) },
      {},
      {},
      'ExecutionStarted<0 TaskStateEntered<0 TaskScheduled<2 TaskStarted<3 TaskSubmitted<4 TaskTimedOut<5 ExecutionFailed<6',
    ],
    [
      'Task retried, then caught',
      {
        A: task({
          Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
          Catch: [{ ErrorEquals: ['States.ALL'], Next: 'B' }],
        }),
        B: pass(),
      },
      {},
      { A: { functionError: { errorType: 'E', errorMessage: 'm' } } },
      'ExecutionStarted<0 TaskStateEntered<0 TaskScheduled<2 TaskStarted<3 TaskFailed<4 TaskScheduled<5 TaskStarted<6 TaskFailed<7 TaskStateExited<8 PassStateEntered<9 PassStateExited<10 ExecutionSucceeded<11',
    ],
    [
      'Parallel with one branch that fails, caught',
      {
        P: {
          Type: 'Parallel',
          Branches: [branch({ F: { Type: 'Fail', Error: 'E', Cause: 'C' } })],
          Catch: [{ ErrorEquals: ['E'], Next: 'Z' }],
          End: true,
        },
        Z: pass(),
      },
      {},
      {},
      'ExecutionStarted<0 ParallelStateEntered<0 ParallelStateStarted<2 FailStateEntered<3 ParallelStateFailed<4 ParallelStateExited<5 PassStateEntered<6 PassStateExited<7 ExecutionSucceeded<8',
    ],
    [
      'Parallel retried',
      {
        P: {
          Type: 'Parallel',
          Branches: [branch({ F: { Type: 'Fail', Error: 'E' } })],
          Retry: [{ ErrorEquals: ['States.ALL'], MaxAttempts: 2 }],
          End: true,
        },
      },
      {},
      {},
      'ExecutionStarted<0 ParallelStateEntered<0 ParallelStateStarted<2 FailStateEntered<3 ParallelStateStarted<4 FailStateEntered<5 ParallelStateStarted<6 FailStateEntered<7 ParallelStateFailed<8 ExecutionFailed<9',
    ],
    [
      'Map, one at a time',
      {
        M: { Type: 'Map', Items: [1, 2], MaxConcurrency: 1, ItemProcessor: branch({ I: pass() }), End: true },
      },
      {},
      {},
      'ExecutionStarted<0 MapStateEntered<0 MapStateStarted<2 MapIterationStarted<3 PassStateEntered<4 PassStateExited<5 MapIterationSucceeded<6 MapIterationStarted<6 PassStateEntered<8 PassStateExited<9 MapIterationSucceeded<10 MapStateSucceeded<11 MapStateExited<11 ExecutionSucceeded<13',
    ],
    [
      'Map of nothing',
      { M: { Type: 'Map', Items: [], ItemProcessor: branch({ I: pass() }), End: true } },
      {},
      {},
      'ExecutionStarted<0 MapStateEntered<0 MapStateStarted<2 MapStateSucceeded<3 MapStateExited<3 ExecutionSucceeded<5',
    ],
    [
      'Map with an item that fails, retried once',
      {
        M: {
          Type: 'Map',
          Items: [1],
          ItemProcessor: branch({ F: { Type: 'Fail', Error: 'E' } }),
          Retry: [{ ErrorEquals: ['E'], MaxAttempts: 1 }],
          End: true,
        },
      },
      {},
      {},
      'ExecutionStarted<0 MapStateEntered<0 MapStateStarted<2 MapIterationStarted<3 FailStateEntered<4 MapIterationFailed<5 MapStateStarted<5 MapIterationStarted<7 FailStateEntered<8 MapIterationFailed<9 MapStateFailed<9 ExecutionFailed<11',
    ],
    [
      'Map over no array',
      { M: { Type: 'Map', Items: '{% 1 %}', ItemProcessor: branch({ I: pass() }), End: true } },
      {},
      {},
      'ExecutionStarted<0 MapStateEntered<0 EvaluationFailed<0 MapStateFailed<3 ExecutionFailed<4',
    ],
    [
      'an expression that gives nothing',
      { A: pass({ Output: '{% $nobody %}' }) },
      {},
      {},
      'ExecutionStarted<0 PassStateEntered<0 EvaluationFailed<0 ExecutionFailed<3',
    ],
    [
      'a Timestamp that is none',
      { A: { Type: 'Wait', Timestamp: "{% '2020-02-30T00:00:00Z' %}", End: true } },
      {},
      {},
      'ExecutionStarted<0 WaitStateEntered<0 EvaluationFailed<2 ExecutionFailed<3',
    ],
  ];
  test.each(sequences)('%s', async (_name, states, input, script, expected) => {
    expect(shape((await run(states, input, script)).history)).toBe(expected);
  });

  test('the details of a task with a token, field by field', async () => {
    const { history, invocations } = await run(
      {
        A: callbackTask({
          TimeoutSeconds: '{% 500 + 100 %}',
          Assign: { seen: '{% $states.result.n %}' },
        }),
      },
      {},
      { A: { payload: 'opened', callback: { output: { n: 1 } } } },
    );
    const both = { resource: 'invoke.waitForTaskToken', resourceType: 'lambda' };
    const token = (invocations[0]!.payload as { token: string }).token;
    expect(details(history, 'ExecutionStarted')).toMatchObject({
      input: '{}',
      inputDetails: { truncated: false },
    });
    expect(details(history, 'TaskScheduled')).toEqual({
      ...both,
      region: 'us-east-1',
      parameters: JSON.stringify({ FunctionName: FUNCTION, Payload: { token } }),
      timeoutInSeconds: 600,
    });
    expect(details(history, 'TaskStarted')).toEqual(both);
    const submitted = details(history, 'TaskSubmitted');
    expect(JSON.parse(String(submitted.output))).toMatchObject({
      ExecutedVersion: '$LATEST',
      Payload: 'opened',
      StatusCode: 200,
    });
    expect(details(history, 'TaskSucceeded')).toEqual({
      ...both,
      output: '{"n":1}',
      outputDetails: { truncated: false },
    });
    expect(details(history, 'TaskStateExited')).toEqual({
      name: 'A',
      output: '{"n":1}',
      outputDetails: { truncated: false },
      assignedVariables: { seen: '1' },
      assignedVariablesDetails: { truncated: false },
    });
  });

  test('25 000 events: the last one is the failure', async () => {
    const b = bench(async () => ({ payload: null }));
    const arn = b.start(
      machine({
        A: pass({ Next: 'C' }),
        C: { Type: 'Choice', Choices: [{ Condition: '{% false %}', Next: 'Z' }], Default: 'A' },
        Z: pass(),
      }),
    );
    await b.engine.idle();
    const cause = 'The execution reached the maximum number of history events (25000).';
    expect(b.describe(arn)).toMatchObject({ status: 'FAILED', error: 'States.Runtime', cause });
    const page = b.engine.execute('GetExecutionHistory', {
      executionArn: arn,
      reverseOrder: true,
      maxResults: 1,
    });
    expect((page as { events: HistoryEvent[] }).events[0]).toMatchObject({
      id: 25_000,
      previousEventId: 24_999,
      type: 'ExecutionFailed',
    });
    b.engine.close();
  });
});
