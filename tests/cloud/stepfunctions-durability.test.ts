import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStepFunctions, type StepFunctions } from '../../local/cloud/stepfunctions/index.ts';
import type { HistoryEvent, Json } from '../../local/cloud/stepfunctions/types.ts';
import {
  ACCOUNT,
  branch,
  callbackTask,
  type Fields,
  machine,
  pass,
  REGION,
  START,
  task,
} from './stepfunctions-kit.ts';
import { createVirtualClock } from './virtual-clock.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'stepfunctions-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Every kind of progress: tasks, a retry, a catch, tokens, Waits, a Parallel, a Map, variables, a loop. */
const EVERYTHING = machine({
  Begin: pass({ Assign: { n: 0, seen: [] }, Next: 'Flaky' }),
  Flaky: task({
    Retry: [{ ErrorEquals: ['Flaky'], MaxAttempts: 2, IntervalSeconds: 30 }],
    Output: '{% $states.result.Payload %}',
    Next: 'Refuse',
  }),
  Refuse: task({
    Catch: [
      { ErrorEquals: ['Refused'], Next: 'Desk', Assign: { seen: '{% [$states.errorOutput.Error] %}' } },
    ],
    Next: 'Desk',
  }),
  Desk: callbackTask({ TimeoutSeconds: 3600, Next: 'Publicity' }),
  Publicity: { Type: 'Wait', Timestamp: '{% $fromMillis($millis() + 432000000) %}', Next: 'Again' },
  Again: {
    Type: 'Choice',
    Choices: [{ Condition: '{% $n < 2 %}', Next: 'Publicity', Assign: { n: '{% $n + 1 %}' } }],
    Default: 'Joint',
  },
  Joint: {
    Type: 'Parallel',
    Branches: [
      branch({ Bureau: callbackTask({ TimeoutSeconds: 7200 }) }),
      branch({
        Commission: callbackTask({ TimeoutSeconds: 7200, Next: 'Rest' }),
        Rest: { Type: 'Wait', Seconds: 60, End: true },
      }),
    ],
    Assign: { both: '{% $states.result %}' },
    Next: 'Each',
  },
  Each: {
    Type: 'Map',
    Items: [1, 2, 3],
    MaxConcurrency: 2,
    ItemProcessor: branch({
      Item: task({ Arguments: { FunctionName: 'f', Payload: '{% $states.input %}' } }),
    }),
    Next: 'Silent',
  },
  Silent: callbackTask({
    TimeoutSeconds: 86_400,
    Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'End', Output: '{% $states.input %}' }],
    Next: 'End',
  }),
  End: pass({ Output: '{% { "each": $states.input, "both": $both, "seen": $seen, "n": $n } %}' }),
});

const EXPECTED = {
  each: [10, 20, 30],
  both: ['"Bureau"', '"Commission"'].map((text) => JSON.parse(text)),
  seen: ['Refused'],
  n: 2,
};

/** What stands outside the process and survives it: the clock, the desks with their tokens, the functions' log. */
interface World {
  file: string;
  clock: ReturnType<typeof createVirtualClock>;
  desks: Map<string, { state: string; done: boolean }>;
  calls: string[];
  made: boolean;
  started: boolean;
}

function open(world: World, pull?: (commits: number) => boolean): StepFunctions {
  const engine = createStepFunctions({
    file: world.file,
    clock: world.clock,
    region: REGION,
    accountId: ACCOUNT,
    async invoke(_arn, payload, _signal, about) {
      world.calls.push(
        `${about.stateName} ${about.retryCount} ${about.taskToken ? 'token' : JSON.stringify(payload)}`,
      );
      if (about.taskToken && about.stateName !== 'Silent') {
        // A desk keeps one row a token: opening twice changes nothing.
        const row = world.desks.get(about.taskToken) ?? { state: about.stateName, done: false };
        world.desks.set(about.taskToken, row);
      }
      if (about.stateName === 'Flaky' && about.retryCount < 2)
        return { functionError: { errorType: 'Flaky', errorMessage: '' } };
      if (about.stateName === 'Refuse') return { functionError: { errorType: 'Refused', errorMessage: '' } };
      if (about.stateName === 'Item') return { payload: (payload as number) * 10 };
      return { payload: {} };
    },
    afterCommit(commits) {
      if (pull?.(commits)) engine.close();
    },
  });
  return engine;
}

/** Decides at every desk, moves the clock to the next timer, and restarts the engine whenever its plug was pulled. */
async function live(
  world: World,
  pull?: (commits: number, life: number) => boolean,
): Promise<{ output: Json; history: HistoryEvent[]; lives: number }> {
  let lives = 0;
  let pulled = false;
  const boot = () => {
    lives += 1;
    const life = lives;
    pulled = false;
    const engine = open(world, (commits) => {
      pulled ||= pull?.(commits, life) ?? false;
      return pulled;
    });
    return engine;
  };
  let engine = boot();
  const executionArn = `arn:aws:states:${REGION}:${ACCOUNT}:execution:all:one`;
  const stateMachineArn = executionArn.replace('execution', 'stateMachine').replace(':one', '');
  for (let turn = 0; turn < 500; turn += 1) {
    if (pulled) engine = boot();
    const attempt = (work: () => void) => {
      try {
        if (!pulled) work();
      } catch (error) {
        // A closed task is done already; a closed engine will be asked again after its restart.
        if (!pulled && (error as Error).name !== 'TaskTimedOut') throw error;
      }
    };
    attempt(() => {
      if (world.started) return engine.resume();
      if (!world.made) engine.ensureStateMachine({ name: 'all', definition: EVERYTHING });
      world.made = true;
      engine.execute('StartExecution', { stateMachineArn, name: 'one', input: '{"a":1}' });
      world.started = true;
    });
    await engine.idle();
    for (const [taskToken, desk] of world.desks) {
      attempt(() => {
        if (desk.done) return;
        engine.execute('SendTaskSuccess', { taskToken, output: JSON.stringify(desk.state) });
        desk.done = true;
      });
    }
    await engine.idle();
    if (pulled) continue;
    const described = engine.execute('DescribeExecution', { executionArn }) as {
      status: string;
      output?: string;
    };
    if (described.status !== 'RUNNING') {
      const page = engine.execute('GetExecutionHistory', { executionArn, maxResults: 1000 }) as {
        events: HistoryEvent[];
      };
      engine.close();
      return { output: JSON.parse(described.output ?? 'null') as Json, history: page.events, lives };
    }
    const next = world.clock.next();
    if (next !== undefined) world.clock.moveTo(next);
  }
  throw new Error('The execution did not end.');
}

const world = (name: string): World => ({
  file: join(folder, `${name}.sqlite`),
  clock: createVirtualClock(START),
  desks: new Map(),
  calls: [],
  made: false,
  started: false,
});

/** What was done, without order between branches: state or task events by type and name. */
const done = (history: HistoryEvent[]) =>
  history
    .map(
      (event) =>
        `${event.type} ${String(event.stateEnteredEventDetails?.name ?? event.stateExitedEventDetails?.name ?? '')}`,
    )
    .sort();

describe('the plug is pulled', () => {
  test('after every single transaction, for every one of them: same output, same history, calls at least once', async () => {
    const calm = world('calm');
    let commits = 0;
    const whole = await live(calm, (n) => {
      commits = n;
      return false;
    });
    expect(whole.output).toEqual(EXPECTED);
    expect(commits).toBeGreaterThan(40);
    for (let k = 1; k <= commits; k += 1) {
      const cut = world(`cut-${k}`);
      const again = await live(cut, (n, life) => life === 1 && n === k);
      expect(again.output, `cut after ${k}`).toEqual(EXPECTED);
      expect(done(again.history), `cut after ${k}`).toEqual(done(whole.history));
      // Functions may be called twice around the cut, never with something that was not asked for, never skipped.
      expect(new Set(cut.calls), `cut after ${k}`).toEqual(new Set(calm.calls));
      expect(cut.calls.length - calm.calls.length, `cut after ${k}`).toBeLessThanOrEqual(2);
    }
  }, 120_000);

  test.each([1, 2, 5])('again and again, after every %i transactions', async (every) => {
    const calm = await live(world(`calm-${every}`));
    const again = await live(world(`every-${every}`), (n) => n === every);
    expect(again.lives).toBeGreaterThan(10);
    expect(again.output).toEqual(EXPECTED);
    expect(done(again.history)).toEqual(done(calm.history));
  });

  test('event ids stay without gaps and every previousEventId points back', async () => {
    const { history } = await live(world('chain'), (n) => n === 7);
    for (const [i, event] of history.entries()) {
      expect(event.id).toBe(i + 1);
      expect(event.previousEventId).toBeLessThan(event.id);
    }
  });
});

describe('kill -9', () => {
  /** How many tokens a life completes before it is killed at its next commit; the first dies while starting. */
  const LIVES = [0, 1, 2, 1, 2, Number.POSITIVE_INFINITY];
  /** A process with its own engine: prints a line a commit, a line a token, and reads which tokens to complete. */
  const program = (file: string, definition: string) => `
    import { createStepFunctions } from ${JSON.stringify(new URL('../../local/cloud/stepfunctions/index.ts', import.meta.url).href)};
    import { createMovableClock } from ${JSON.stringify(new URL('../../local/cloud/clock/clock.ts', import.meta.url).href)};
    const engine = createStepFunctions({
      file: ${JSON.stringify(file)}, clock: createMovableClock(), region: 'us-east-1', accountId: '${ACCOUNT}',
      async invoke(arn, payload, signal, about) {
        if (about.taskToken) console.log('token ' + about.taskToken);
        return { payload };
      },
      afterCommit: (n) => console.log('commit ' + n),
    });
    const { stateMachineArn } = engine.ensureStateMachine({ name: 'm', definition: ${JSON.stringify(definition)} });
    for (let i = 0; i < 8; i += 1) {
      try { engine.execute('StartExecution', { stateMachineArn, name: 'e' + i, input: String(i) }); }
      catch (error) { if (error.name !== 'ExecutionAlreadyExists') throw error; }
    }
    engine.resume();
    const look = async () => {
      await engine.idle();
      const left = engine.execute('ListExecutions', { stateMachineArn, statusFilter: 'RUNNING' });
      console.log(left.executions.length === 0 ? 'all ended' : 'ready');
    };
    await look();
    for await (const line of (await import('node:readline')).createInterface({ input: process.stdin })) {
      try { engine.execute('SendTaskSuccess', { taskToken: line, output: '{"done":true}' }); }
      catch (error) { if (error.name !== 'TaskTimedOut') throw error; console.log('done before'); }
      await look();
    }`;

  function boot(
    file: string,
    definition: string,
  ): { child: ChildProcess; lines: AsyncIterable<string>; closed: Promise<unknown> } {
    const child = spawn(
      process.execPath,
      ['--no-warnings', '--input-type=module', '-e', program(file, definition)],
      {
        stdio: ['pipe', 'pipe', 'inherit'],
      },
    );
    return {
      child,
      lines: createInterface({ input: child.stdout! }),
      closed: new Promise((resolve) => child.once('close', resolve)),
    };
  }

  test('at five moments: every execution ends, none twice, and the file is sound', async () => {
    const file = join(folder, 'killed.sqlite');
    const states: Record<string, Fields> = {};
    for (let i = 0; i < 5; i += 1) states[`P${i}`] = pass({ Next: i === 4 ? 'Desk' : `P${i + 1}` });
    const definition = machine({ ...states, Desk: callbackTask({ Next: 'Last' }), Last: task() });
    // The desk outside: it keeps every token that it was given, and tries again what was not answered.
    const desk = new Set<string>();
    let kills = 0;
    for (const quota of LIVES) {
      const { child, lines, closed } = boot(file, definition);
      child.stdin!.on('error', () => {});
      const sent: string[] = [];
      let count = 0;
      for await (const line of lines) {
        count += 1;
        if (line.startsWith('token ')) desk.add(line.slice(6));
        const over = quota === 0 ? count === 4 : sent.length === quota && line.startsWith('commit');
        if (over && !child.killed) kills += 1;
        // What it had already written is still read: a function that answered has told the desk.
        if (over || line === 'all ended') child.kill('SIGKILL');
        if (line === 'done before') desk.delete(sent.pop()!);
        if (line !== 'ready') continue;
        if (sent.length) desk.delete(sent.at(-1)!);
        const [next] = desk;
        if (next === undefined || sent.length >= quota) continue;
        sent.push(next);
        child.stdin!.write(`${next}\n`);
      }
      await closed;
    }
    expect(kills).toBe(LIVES.length - 1);
    const engine = createStepFunctions({
      file,
      clock: createVirtualClock(Date.now()),
      region: REGION,
      accountId: ACCOUNT,
      invoke: async (_arn, payload) => ({ payload }),
    });
    const { executions } = engine.execute('ListExecutions', {
      stateMachineArn: `arn:aws:states:${REGION}:${ACCOUNT}:stateMachine:m`,
    }) as { executions: { executionArn: string; status: string }[] };
    expect(executions.map((one) => one.status)).toEqual(Array.from({ length: 8 }, () => 'SUCCEEDED'));
    for (const { executionArn } of executions) {
      const { events } = engine.execute('GetExecutionHistory', { executionArn }) as {
        events: HistoryEvent[];
      };
      expect(events.map((event) => event.id)).toEqual(events.map((_, i) => i + 1));
      expect(events.filter((event) => event.type === 'TaskSucceeded')).toHaveLength(2);
      expect(events.filter((event) => event.type === 'ExecutionSucceeded')).toHaveLength(1);
    }
    engine.close();
  }, 60_000);
});
