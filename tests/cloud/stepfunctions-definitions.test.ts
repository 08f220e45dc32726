import { createRequire } from 'node:module';
import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../local/cloud/stepfunctions/validate.ts';
import { branch, callbackTask, type Fields, machine, pass, task } from './stepfunctions-kit.ts';

/** It has no types that Node's module resolution finds. */
const validator = createRequire(import.meta.url)('asl-validator') as (definition: unknown) => {
  errorsText(): string;
};

const refusal = (definition: string): string => {
  try {
    parseDefinition(definition);
  } catch (error) {
    expect((error as Error).name).toBe('InvalidDefinition');
    return (error as Error).message;
  }
  throw new Error('The definition was accepted.');
};

describe('what is refused, in one sentence that names the place', () => {
  const choice = (rule: Fields) =>
    machine({ C: { Type: 'Choice', Choices: [{ Next: 'Z', ...rule }] }, Z: pass() });
  const cases: [string, string, string][] = [
    ['no JSON', '{', 'INVALID_JSON_DESCRIPTION'],
    [
      'JSONPath by default',
      JSON.stringify({ StartAt: 'A', States: { A: pass() } }),
      'this engine runs no JSONPath at /States/A/QueryLanguage',
    ],
    [
      'JSONPath by name',
      machine({ A: pass({ QueryLanguage: 'JSONPath' }) }),
      'this engine runs no JSONPath at /States/A',
    ],
    [
      'JSONPath fields',
      machine({ A: pass({ ResultPath: '$.a' }) }),
      'Field(s) not supported: [ResultPath] at /States/A',
    ],
    [
      'a JSONPath choice rule',
      choice({ Variable: '$.a', NumericEquals: 1 }),
      'Field(s) not supported: [Variable, NumericEquals]',
    ],
    ['an unknown state type', machine({ A: { Type: 'Loop', End: true } }), 'Type must be one of'],
    ['no States', '{"QueryLanguage":"JSONata","StartAt":"A"}', 'These fields are required: [States] at /'],
    [
      'an unknown top field',
      machine({ A: pass() }, { Retries: 1 }),
      'Field(s) not supported: [Retries] at /',
    ],
    [
      'a target that is missing',
      machine({ A: pass({ Next: 'B' }) }),
      "MISSING_TRANSITION_TARGET: Missing 'Next' target: B",
    ],
    [
      'a target in another scope',
      machine({
        P: { Type: 'Parallel', Branches: [branch({ B: pass({ Next: 'Z' }) })], Next: 'Z' },
        Z: pass(),
      }),
      "Missing 'Next' target: Z",
    ],
    [
      'a Catch target that is missing',
      machine({ A: task({ Catch: [{ ErrorEquals: ['E'], Next: 'B' }] }) }),
      "Missing 'Next' target: B",
    ],
    [
      'a state that nothing reaches',
      machine({ A: pass(), B: pass() }),
      'State B is not reachable at /States/B',
    ],
    ['no end', machine({ A: pass({ Next: 'B' }), B: pass({ Next: 'A' }) }), 'NO_TERMINAL_STATE'],
    [
      'a name used twice',
      machine({ A: { Type: 'Parallel', Branches: [branch({ A: pass() })], End: true } }),
      'DUPLICATE_STATE_NAME',
    ],
    [
      'Next and End',
      machine({ A: { Type: 'Pass', Next: 'A', End: true } }),
      'Exactly one of Next and End is required',
    ],
    [
      'another integration',
      machine({ A: task({ Resource: 'arn:aws:states:::sqs:sendMessage' }) }),
      'Resource must be lambda:invoke',
    ],
    [
      'a function ARN as Resource',
      machine({ A: task({ Resource: 'arn:aws:lambda:us-east-1:1:function:f' }) }),
      'Resource must be lambda:invoke',
    ],
    [
      'no FunctionName',
      machine({ A: task({ Arguments: { Payload: 1 } }) }),
      "The field 'FunctionName' is required but was missing",
    ],
    [
      'an invocation type',
      machine({ A: task({ Arguments: { FunctionName: 'f', InvocationType: 'Event' } }) }),
      'Field(s) not supported: [InvocationType]',
    ],
    [
      'an expression that does not parse',
      machine({ A: pass({ Output: '{% 1 + %}' }) }),
      'The JSONata expression does not parse',
    ],
    [
      'an expression left open',
      machine({ A: pass({ Output: '{% 1 + 1' }) }),
      'A JSONata expression must end with %}',
    ],
    [
      '$eval',
      machine({ A: pass({ Output: { deep: ["{% $map(['1'], $eval) %}"] } }) }),
      '$eval is not supported at /States/A/Output/deep[0]',
    ],
    [
      "a function of AWS's own",
      machine({ A: pass({ Output: "{% $states.input ~> $hash('MD5') %}" }) }),
      '$hash is not supported at /States/A/Output',
    ],
    ['Assign to $states', machine({ A: pass({ Assign: { states: 1 } }) }), 'states is no variable name'],
    ['Assign to a part', machine({ A: pass({ Assign: { 'a.b': 1 } }) }), 'a.b is no variable name'],
    [
      'Assign to a variable of the outer scope',
      machine({
        A: pass({ Assign: { x: 1 }, Next: 'P' }),
        P: { Type: 'Parallel', Branches: [branch({ B: pass({ Assign: { x: 2 } }) })], End: true },
      }),
      'The variable x belongs to an outer scope at /States/P/Branches[0]/States/B/Assign',
    ],
    [
      'Seconds and Timestamp',
      machine({ A: { Type: 'Wait', Seconds: 1, Timestamp: '2020-01-01T00:00:00Z', End: true } }),
      'Exactly one of Seconds and Timestamp',
    ],
    [
      '30 February',
      machine({ A: { Type: 'Wait', Timestamp: '2020-02-30T00:00:00Z', End: true } }),
      'String does not match RFC3339 timestamp',
    ],
    [
      'no time zone',
      machine({ A: { Type: 'Wait', Timestamp: '2020-02-03T00:00:00', End: true } }),
      'String does not match RFC3339 timestamp',
    ],
    [
      'TimeoutSeconds 0',
      machine({ A: task({ TimeoutSeconds: 0 }) }),
      'A whole number from 1 to 99999999 is required',
    ],
    [
      'a heartbeat',
      machine({ A: callbackTask({ TimeoutSeconds: 5, HeartbeatSeconds: 1 }) }),
      'Field(s) not supported: [HeartbeatSeconds]',
    ],
    [
      'BackoffRate below 1',
      machine({ A: task({ Retry: [{ ErrorEquals: ['E'], BackoffRate: 0.5 }] }) }),
      'BackoffRate must be a number of at least 1',
    ],
    [
      'a misspelt States error',
      machine({ A: task({ Catch: [{ ErrorEquals: ['States.TimeOut'], Next: 'A' }] }) }),
      'States.TimeOut is no known error',
    ],
    [
      'States.ALL before others',
      machine({
        A: task({
          Catch: [
            { ErrorEquals: ['States.ALL'], Next: 'A' },
            { ErrorEquals: ['E'], Next: 'A' },
          ],
        }),
      }),
      'States.ALL must stand alone, in the last place',
    ],
    ['Retry on a Pass state', machine({ A: pass({ Retry: [] }) }), 'Field(s) not supported: [Retry]'],
    [
      'a distributed Map',
      machine({
        M: {
          Type: 'Map',
          ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, ...branch({ B: pass() }) },
          End: true,
        },
      }),
      'Mode must be INLINE',
    ],
    [
      'a tolerated failure',
      machine({
        M: { Type: 'Map', ToleratedFailureCount: 1, ItemProcessor: branch({ B: pass() }), End: true },
      }),
      'Field(s) not supported: [ToleratedFailureCount]',
    ],
    [
      'a Condition that is text',
      choice({ Condition: 'yes' }),
      'Condition must be a boolean or a JSONata expression',
    ],
    [
      'a name of 81 characters',
      machine({ ['审'.repeat(81)]: pass() }),
      'A state name may have 80 characters',
    ],
  ];
  test.each(cases)('%s', (_name, definition, sentence) => {
    expect(refusal(definition)).toContain(sentence);
  });
});

describe('asl-validator agrees with what is accepted', () => {
  const wide = machine(
    {
      起点: pass({ Assign: { x: '{% $states.input.n %}' }, Next: 'Choose' }),
      Choose: {
        Type: 'Choice',
        Choices: [{ Condition: '{% $x > 1 %}', Next: 'Both', Assign: { y: 1 } }],
        Default: 'Until',
      },
      Both: {
        Type: 'Parallel',
        Branches: [branch({ L: callbackTask({ TimeoutSeconds: 60 }) }), branch({ R: pass() })],
        Retry: [{ ErrorEquals: ['E'], IntervalSeconds: 1, MaxAttempts: 2, BackoffRate: 1.5 }],
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Failed', Output: '{% $states.errorOutput %}' }],
        Next: 'Each',
      },
      Each: {
        Type: 'Map',
        Items: '{% $states.input %}',
        MaxConcurrency: 2,
        ItemProcessor: branch({ I: task() }),
        Next: 'Done',
      },
      Until: { Type: 'Wait', Timestamp: '{% $states.input.until %}', Next: 'Each' },
      Done: { Type: 'Succeed' },
      Failed: { Type: 'Fail', Error: 'E', Cause: '{% $states.input.Cause %}' },
    },
    { TimeoutSeconds: 3600, Comment: 'everything' },
  );
  test('a machine with every kind of state', () => {
    expect(parseDefinition(wide).StartAt).toBe('起点');
    expect(validator(JSON.parse(wide)).errorsText()).toBe('');
  });
});
