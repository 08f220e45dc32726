import { describe, expect, test } from 'vitest';
import type { Json } from '../../local/cloud/stepfunctions/types.ts';
import { branch, details, pass, run, START, type States, task } from './stepfunctions-kit.ts';

describe('JSONata', () => {
  const table: [string, string, Json, Json][] = [
    ['input', '$states.input.a.b', { a: { b: [1] } }, [1]],
    ['a list of one stays a list', '$states.input.list', { list: ['x'] }, ['x']],
    ['null is a value', '$states.input.none', { none: null }, null],
    ['$now is the cloud clock', '$now()', {}, new Date(START).toISOString()],
    ['$millis is the cloud clock', '$millis()', {}, START],
    ['$now with a picture', "$now('[Y]-[M01]')", {}, '2020-09'],
  ];
  test.each(table)('%s', async (_name, expression, input, expected) => {
    const walked = await run({ A: pass({ Output: `{% ${expression} %}` }) }, input);
    expect(walked.cause).toBeUndefined();
    expect(walked.output).toEqual(expected);
  });

  const failing: [string, string, string][] = [
    ['undefined', '$states.input.gone', 'returned nothing (undefined)'],
    ['a function', '$f := function($x){$x}', 'returned an unsupported result type'],
    ['a type error', "1 + 'a'", 'threw an error during evaluation. T2002'],
    ['unqualified names', 'a', 'returned nothing (undefined)'],
    ['a result where there is none', '$states.result', 'returned nothing (undefined)'],
  ];
  test.each(failing)('fails with States.QueryEvaluationError: %s', async (_name, expression, sentence) => {
    const walked = await run({ A: pass({ Output: { deep: [`{% ${expression} %}`] } }) }, { a: 1 });
    expect(walked).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
    expect(walked.cause).toContain(
      "An error occurred while executing the state 'A' (entered at the event id #2).",
    );
    expect(walked.cause).toContain(sentence);
    expect(details(walked.history, 'EvaluationFailed')).toMatchObject({
      state: 'A',
      location: 'Output/deep[0]',
    });
  });

  test('the context object', async () => {
    const walked = await run({ A: pass({ Output: '{% $states.context %}' }) }, { n: 1 });
    expect(walked.output).toEqual({
      Execution: {
        Id: 'arn:aws:states:us-east-1:000000000000:execution:walk:walk',
        Input: { n: 1 },
        Name: 'walk',
        RoleArn: 'arn:aws:iam::000000000000:role/walk',
        StartTime: '2020-09-01T00:00:00.000Z',
        RedriveCount: 0,
      },
      StateMachine: { Id: 'arn:aws:states:us-east-1:000000000000:stateMachine:walk', Name: 'walk' },
      State: { Name: 'A', EnteredTime: '2020-09-01T00:00:00.000Z' },
    });
  });
});

describe('variables', () => {
  const scoping: [string, States, Json][] = [
    [
      'Assign counts from the next state on: two values swap',
      {
        A: pass({ Assign: { x: 3, y: 6 }, Next: 'B' }),
        B: pass({ Assign: { x: '{% $y %}', y: '{% $x %}' }, Output: '{% [$x, $y] %}', Next: 'C' }),
        C: pass({ Output: '{% { "before": $states.input, "after": [$x, $y] } %}' }),
      },
      { before: [3, 6], after: [6, 3] },
    ],
    [
      'a branch reads the outer scope, its own variables end with it',
      {
        A: pass({ Assign: { x: 1 }, Next: 'P' }),
        P: {
          Type: 'Parallel',
          Branches: [
            branch({
              B: pass({ Assign: { inner: '{% $x + 1 %}' }, Next: 'C' }),
              C: pass({ Output: '{% $inner %}' }),
            }),
            branch({ D: pass({ Output: '{% $exists($inner) %}' }) }),
          ],
          Next: 'E',
        },
        E: pass({ Output: '{% [$states.input, $exists($inner)] %}' }),
      },
      [2, false, false],
    ],
    [
      'two branches may use one name',
      {
        P: {
          Type: 'Parallel',
          Branches: ['a', 'b'].map((v) =>
            branch({
              [`B${v}`]: pass({ Assign: { own: v }, Next: `C${v}` }),
              [`C${v}`]: pass({ Output: '{% $own %}' }),
            }),
          ),
          End: true,
        },
      },
      ['a', 'b'],
    ],
    [
      'each iteration has a scope of its own',
      {
        A: pass({ Assign: { base: 10 }, Next: 'M' }),
        M: {
          Type: 'Map',
          Items: [1, 2, 3],
          ItemProcessor: branch({
            B: pass({ Assign: { sum: '{% $base + $states.input %}' }, Next: 'C' }),
            C: pass({ Output: '{% $sum %}' }),
          }),
          End: true,
        },
      },
      [11, 12, 13],
    ],
    [
      "a Parallel's Assign sees the results and belongs outside",
      {
        P: {
          Type: 'Parallel',
          Branches: [branch({ B: pass({ Output: 'b' }) })],
          Assign: { got: '{% $states.result[0] %}' },
          Output: 'out',
          Next: 'Z',
        },
        Z: pass({ Output: '{% [$states.input, $got] %}' }),
      },
      ['out', 'b'],
    ],
    [
      "a matched rule's Assign and Output count, not the state's",
      {
        A: {
          Type: 'Choice',
          Choices: [
            { Condition: '{% $states.input.n = 1 %}', Next: 'B', Assign: { v: 'rule' }, Output: 'rule' },
          ],
          Default: 'B',
          Assign: { v: 'state' },
          Output: 'state',
        },
        B: pass({ Output: '{% [$v, $states.input] %}' }),
      },
      ['rule', 'rule'],
    ],
    [
      "the default way takes the state's Assign and Output",
      {
        A: {
          Type: 'Choice',
          Choices: [{ Condition: '{% $states.input.n = 2 %}', Next: 'B', Assign: { v: 'rule' } }],
          Default: 'B',
          Assign: { v: 'state' },
          Output: 'state',
        },
        B: pass({ Output: '{% [$v, $states.input] %}' }),
      },
      ['state', 'state'],
    ],
    [
      'a name nested three scopes deep',
      {
        A: pass({ Assign: { x: 1 }, Next: 'P' }),
        P: {
          Type: 'Parallel',
          Branches: [
            branch({
              Q: pass({ Assign: { y: 2 }, Next: 'M' }),
              M: {
                Type: 'Map',
                Items: [3],
                ItemProcessor: branch({ Z: pass({ Output: '{% $x + $y + $states.input %}' }) }),
                End: true,
              },
            }),
          ],
          End: true,
        },
      },
      [[6]],
    ],
  ];
  test.each(scoping)('%s', async (_name, states, expected) => {
    const walked = await run(states, { n: 1 });
    expect(walked.cause).toBeUndefined();
    expect(walked.output).toEqual(expected);
  });

  test("a Catch's Assign and Output see errorOutput and the input; the state's own Assign does not run", async () => {
    const walked = await run(
      {
        A: task({
          Assign: { normal: 1 },
          Catch: [
            {
              ErrorEquals: ['E'],
              Next: 'B',
              Assign: { err: '{% $states.errorOutput.Error %}' },
              Output: { was: '{% $states.input.n %}' },
            },
          ],
        }),
        B: pass({ Output: '{% [$err, $states.input.was, $exists($normal)] %}' }),
      },
      { n: 5 },
      { A: { functionError: { errorType: 'E', errorMessage: 'm' } } },
    );
    expect(walked.output).toEqual(['E', 5, false]);
  });
});
