import { afterEach, describe, expect, test } from 'vitest';
import {
  type Bench,
  bench,
  branch,
  callbackTask,
  machine,
  pass,
  run,
  shape,
  task,
  types,
} from './stepfunctions-kit.ts';

describe('states', () => {
  let b: Bench | undefined;
  afterEach(() => b?.engine.close());

  test('Task: Payload, a Qualifier, a bare name and a literal template', async () => {
    const walked = await run(
      {
        A: task({
          Arguments: {
            FunctionName: 'work',
            Qualifier: 'live',
            Payload: { n: '{% 1 + 1 %}', text: 'plain' },
          },
        }),
      },
      {},
      { A: { payload: 'done' } },
    );
    expect(walked.invocations).toEqual([
      {
        state: 'A',
        functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:work:live',
        payload: { n: 2, text: 'plain' },
      },
    ]);
    expect(walked.output).toBe('done');
  });

  test.each<[string, unknown, unknown]>([
    ['a text is the raw JSON of the event', '{"n":2}', { n: 2 }],
    ['a text that an expression made', '{% $string($states.input) %}', { a: 1 }],
    ['a quoted text is a text', '"x"', 'x'],
    ['null is an empty object', null, {}],
    ['an expression that gives null', '{% null %}', {}],
    ['none is an empty object', undefined, {}],
    ['a number is a number', 7, 7],
  ])('Task: Payload: %s', async (_name, Payload, event) => {
    const walked = await run(
      { A: task({ Arguments: { FunctionName: 'f', ...(Payload === undefined ? {} : { Payload }) } }) },
      { a: 1 },
      { A: { payload: 'done' } },
    );
    expect(walked.invocations[0]?.payload).toEqual(event);
  });

  test('Task: a text that is no JSON is refused before the function runs, and can be caught', async () => {
    const Catch = [{ ErrorEquals: ['Lambda.InvalidRequestContentException'], Next: 'B' }];
    const walked = await run(
      { A: task({ Arguments: { FunctionName: 'f', Payload: 'abc' }, Catch }), B: pass() },
      {},
      { A: { payload: 'never' } },
    );
    expect(walked.invocations).toEqual([]);
    expect(walked.path).toEqual(['A', 'B']);
  });

  test('a key that ends in .$ is a key like any other', async () => {
    expect((await run({ A: pass({ Output: { 'a.$': '$.b', 'c.$': '{% 1 %}' } }) })).output).toEqual({
      'a.$': '$.b',
      'c.$': 1,
    });
  });

  test('Map without Items: the input must be a list', async () => {
    const walked = await run(
      { M: { Type: 'Map', ItemProcessor: branch({ I: pass() }), End: true } },
      { n: 1 },
    );
    expect(walked).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(walked.cause).toContain('Map state input must be an array but was: object');
  });

  test('RetryCount is told where a state can be retried', async () => {
    const count = '{% $exists($states.context.State.RetryCount) %}';
    const inner = { Type: 'Parallel', Branches: [branch({ X: pass() })], End: true, Output: count };
    expect((await run({ P: inner })).output).toBe(true);
    expect((await run({ W: { Type: 'Wait', Seconds: 0, End: true, Output: count } })).output).toBe(false);
  });

  test('Choice: the first true rule wins; nothing true and no Default is States.NoChoiceMatched', async () => {
    const states = {
      A: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $states.input.n > 1 %}', Next: 'B' },
          { Condition: '{% $states.input.n > 0 %}', Next: 'C' },
        ],
      },
      B: pass(),
      C: pass(),
    };
    expect((await run(states, { n: 2 })).path).toEqual(['A', 'B']);
    expect((await run(states, { n: 1 })).path).toEqual(['A', 'C']);
    expect(await run(states, { n: 0 })).toMatchObject({ status: 'FAILED', error: 'States.NoChoiceMatched' });
    const odd = await run({
      A: { Type: 'Choice', Choices: [{ Condition: '{% 1 %}', Next: 'B' }] },
      B: pass(),
    });
    expect(odd.cause).toContain("Expected 'boolean', but was 'number' for value: 1");
  });

  const waits: [string, Record<string, unknown>, number][] = [
    ['Seconds', { Seconds: 90 }, 90_000],
    ['Seconds by expression', { Seconds: '{% $states.input.days * 86400 %}' }, 3 * 86_400_000],
    ['Timestamp', { Timestamp: '2020-09-02T08:00:00+08:00' }, 86_400_000],
    ['Timestamp by expression', { Timestamp: '{% $states.input.until %}' }, 5 * 86_400_000],
    ['Timestamp that has passed', { Timestamp: '2020-01-01T00:00:00Z' }, 0],
  ];
  test.each(waits)('Wait: %s', async (_name, fields, elapsedMs) => {
    const walked = await run(
      { A: { Type: 'Wait', End: true, ...fields } },
      { days: 3, until: '2020-09-06T00:00:00.000Z' },
    );
    expect(walked).toMatchObject({ status: 'SUCCEEDED', elapsedMs });
  });

  test('Fail: Error and Cause by expression', async () => {
    const walked = await run(
      { A: { Type: 'Fail', Error: "{% 'E' & $states.input.n %}", Cause: '{% $states.input.why %}' } },
      { n: 1, why: '缺章' },
    );
    expect(walked).toMatchObject({ status: 'FAILED', error: 'E1', cause: '缺章' });
  });

  test('Parallel: Arguments go to each branch, results keep the order of the branches', async () => {
    const walked = await run(
      {
        P: {
          Type: 'Parallel',
          Arguments: { n: '{% $states.input.n + 1 %}' },
          Branches: [
            branch({ Slow: { Type: 'Wait', Seconds: 10, Output: 'slow', End: true } }),
            branch({ Fast: pass({ Output: '{% $states.input.n %}' }) }),
          ],
          End: true,
        },
      },
      { n: 1 },
    );
    expect(walked.output).toEqual(['slow', 2]);
    expect(walked.elapsedMs).toBe(10_000);
  });

  test('Map: ItemSelector sees index, value and the outer input; results keep the order of the items', async () => {
    const walked = await run(
      {
        M: {
          Type: 'Map',
          Items: '{% $states.input.list %}',
          ItemSelector: {
            i: '{% $states.context.Map.Item.Index %}',
            v: '{% $states.context.Map.Item.Value %}',
            k: '{% $states.input.k %}',
          },
          ItemProcessor: {
            ProcessorConfig: { Mode: 'INLINE' },
            ...branch({ W: { Type: 'Wait', Seconds: '{% 5 - $states.input.v %}', End: true } }),
          },
          Output: '{% $states.result %}',
          End: true,
        },
      },
      { list: [1, 2, 3], k: 'k' },
    );
    expect(walked.output).toEqual([1, 2, 3].map((v, i) => ({ i, v, k: 'k' })));
    expect(walked.elapsedMs).toBe(4000);
  });

  test.each([
    [1, 60_000],
    [2, 30_000],
    [0, 10_000],
  ])('Map: MaxConcurrency %i', async (MaxConcurrency, elapsedMs) => {
    const walked = await run({
      M: {
        Type: 'Map',
        Items: '{% [1..6] %}',
        MaxConcurrency,
        ItemProcessor: branch({ W: { Type: 'Wait', Seconds: 10, End: true } }),
        End: true,
      },
    });
    expect(walked).toMatchObject({
      status: 'SUCCEEDED',
      output: [1, 2, 3, 4, 5, 6],
      elapsedMs,
    });
  });

  test('256 KiB: too large a result fails the task, too large an output fails the state, both can be told by name', async () => {
    const big = '字'.repeat(88_000);
    const caught = await run(
      { A: task({ Catch: [{ ErrorEquals: ['States.DataLimitExceeded'], Next: 'B' }] }), B: pass() },
      {},
      { A: { payload: big } },
    );
    expect(caught.output).toEqual({
      Error: 'States.DataLimitExceeded',
      Cause:
        "The state/task 'lambda' returned a result with a size exceeding the maximum number of bytes service limit.",
    });
    const failed = await run({ A: pass({ Output: "{% $join($map([1..90000], function($i) { '字' })) %}" }) });
    expect(failed).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded' });
    expect(shape(failed.history)).toBe('ExecutionStarted<0 PassStateEntered<0 ExecutionFailed<2');
  });

  test('whichever comes first, the callback or the answer of the function: the task ends once', async () => {
    for (const before of [true, undefined]) {
      const walked = await run(
        { A: callbackTask({ Next: 'B' }), B: pass() },
        {},
        { A: { payload: 'opened', callback: { output: 'decided' }, ...(before ? { before } : {}) } },
      );
      expect(walked).toMatchObject({ status: 'SUCCEEDED', output: 'decided' });
      expect(types(walked.history).filter((type) => type === 'TaskSucceeded')).toHaveLength(1);
    }
  });

  test('a function that throws after its callback came changes nothing', async () => {
    let finish: (result: { functionError: { errorType: string; errorMessage: string } }) => void = () => {};
    let token = '';
    b = bench((_arn, payload) => {
      token = (payload as { token: string }).token;
      return new Promise((resolve) => {
        finish = resolve;
      });
    });
    const arn = b.start(
      machine({ A: callbackTask({ Next: 'W' }), W: { Type: 'Wait', Seconds: 1, End: true } }),
    );
    await b.engine.quiet();
    b.engine.execute('SendTaskSuccess', { taskToken: token, output: '1' });
    await b.engine.quiet();
    finish({ functionError: { errorType: 'Late', errorMessage: 'late' } });
    await b.engine.idle();
    expect(b.at(arn)).toBe('W');
    expect(types(b.history(arn))).not.toContain('TaskFailed');
  });
});
