import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  ACCOUNT,
  type Bench,
  bench,
  callbackTask,
  machine,
  overHttp,
  pass,
  START,
} from './stepfunctions-kit.ts';

const ECHO = machine({ Echo: pass() });
const WAITING = machine({ Desk: callbackTask() });

let b: Bench;
let client: SFNClient;
let stop: () => Promise<void>;
let tokens: string[];

beforeEach(async () => {
  tokens = [];
  b = bench(async (_arn, payload) => {
    const { token } = payload as { token?: string };
    if (token) tokens.push(token);
    return { payload };
  });
  ({ client, stop } = await overHttp(b.engine));
});

afterEach(async () => {
  await stop();
  b.engine.close();
});

const create = (name: string, definition: string) =>
  b.engine.ensureStateMachine({ name, definition, aliases: ['live'] }).stateMachineArn;

const startOf = async (stateMachineArn: string, name: string, input = '{}') =>
  (await client.send(new StartExecutionCommand({ stateMachineArn, name, input }))).executionArn!;

describe('state machines', () => {
  test('the same text again is the same version, another text the next; an alias names the newest', async () => {
    const arn = create('review', ECHO);
    expect(arn).toBe(`arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:review`);
    expect(create('review', WAITING)).toBe(arn);
    expect(create('review', WAITING)).toBe(arn);
    const start = async (stateMachineArn: string, name: string) =>
      (await client.send(new StartExecutionCommand({ stateMachineArn, name }))).executionArn!;
    const started = [
      await start(`${arn}:live`, 'by-alias'),
      await start(`${arn}:1`, 'by-version'),
      await start(arn, 'by-name'),
    ];
    await expect(start(`${arn}:3`, 'by-no-version')).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
    });
    await b.engine.idle();
    const described = await Promise.all(
      started.map((executionArn) => client.send(new DescribeExecutionCommand({ executionArn }))),
    );
    expect(
      described.map((one) => [one.status, one.stateMachineVersionArn, one.stateMachineAliasArn]),
    ).toEqual([
      ['RUNNING', `${arn}:2`, `${arn}:live`],
      ['SUCCEEDED', `${arn}:1`, undefined],
      ['RUNNING', undefined, undefined],
    ]);
    const listed = await client.send(new ListExecutionsCommand({ stateMachineArn: `${arn}:live` }));
    expect(listed.executions!.map((one) => one.name)).toEqual(['by-alias']);
  });

  test('a running execution keeps the definition that it started with', async () => {
    const arn = create('review', WAITING);
    const executionArn = await startOf(arn, 'one');
    await b.engine.idle();
    create('review', ECHO);
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '"ok"' }));
    await b.engine.idle();
    expect((await client.send(new DescribeExecutionCommand({ executionArn }))).output).toBe('"ok"');
    const versionOf = async (name: string) => {
      const next = await startOf(`${arn}:live`, name);
      const { stateMachineVersionArn } = await client.send(
        new DescribeExecutionCommand({ executionArn: next }),
      );
      return stateMachineVersionArn;
    };
    expect(await versionOf('second')).toBe(`${arn}:2`);
    create('review', WAITING);
    create('review', WAITING);
    expect(await versionOf('third')).toBe(`${arn}:3`);
  });
});

describe('executions through the SDK', () => {
  test('StartExecution is idempotent while the first is open with the same input, and only then', async () => {
    const arn = create('review', WAITING);
    const first = await startOf(arn, 'a-1', '{"n":1}');
    expect(await startOf(arn, 'a-1', '{"n":1}')).toBe(first);
    const taken = { name: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${first}'` };
    await expect(startOf(arn, 'a-1', '{"n":2}')).rejects.toMatchObject(taken);
    await client.send(new StopExecutionCommand({ executionArn: first }));
    await expect(startOf(arn, 'a-1', '{"n":1}')).rejects.toMatchObject(taken);
    b.clock.moveTo(START + 91 * 86_400_000);
    expect(await startOf(arn, 'a-1', '{"n":1}')).toBe(first);
  });

  test('describe and history have dates, input, output; history pages both ways', async () => {
    const arn = create('review', machine({ A: pass({ Next: 'B' }), B: pass() }));
    const executionArn = await startOf(arn, 'one', '{"n":1}');
    await b.engine.idle();
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({
      status: 'SUCCEEDED',
      input: '{"n":1}',
      output: '{"n":1}',
      stateMachineArn: arn,
    });
    expect(described.stopDate).toEqual(new Date(START));
    const names: string[] = [];
    let nextToken: string | undefined;
    do {
      const page = await client.send(
        new GetExecutionHistoryCommand({ executionArn, maxResults: 4, nextToken }),
      );
      names.push(...page.events!.map((event) => event.type!));
      nextToken = page.nextToken;
    } while (nextToken);
    expect(names).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'PassStateEntered',
      'PassStateExited',
      'ExecutionSucceeded',
    ]);
    const last = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 1 }),
    );
    expect(last.events![0]).toMatchObject({ id: 6, previousEventId: 5, type: 'ExecutionSucceeded' });
    await expect(
      client.send(new GetExecutionHistoryCommand({ executionArn, nextToken: 'forged' })),
    ).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  test('ListExecutions: newest first, by status, in pages', async () => {
    const waiting = create('waiting', WAITING);
    for (const name of ['a', 'b', 'c']) await startOf(waiting, name);
    await client.send(
      new StopExecutionCommand({ executionArn: await startOf(waiting, 'd'), error: 'E', cause: 'why' }),
    );
    const page = await client.send(new ListExecutionsCommand({ stateMachineArn: waiting, maxResults: 2 }));
    const rest = await client.send(
      new ListExecutionsCommand({ stateMachineArn: waiting, maxResults: 2, nextToken: page.nextToken }),
    );
    expect([...page.executions!, ...rest.executions!].map((e) => e.name)).toEqual(['d', 'c', 'b', 'a']);
    const open = await client.send(
      new ListExecutionsCommand({ stateMachineArn: waiting, statusFilter: 'RUNNING' }),
    );
    expect(open.executions!.map((e) => e.name)).toEqual(['c', 'b', 'a']);
    await expect(
      client.send(
        new ListExecutionsCommand({
          stateMachineArn: waiting,
          maxResults: 2,
          statusFilter: 'RUNNING',
          nextToken: page.nextToken,
        }),
      ),
    ).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  test('StopExecution aborts, closes the tokens, and says the same when asked again', async () => {
    const executionArn = await startOf(create('w', WAITING), 'one');
    await b.engine.idle();
    const stopped = await client.send(
      new StopExecutionCommand({ executionArn, error: 'Stop', cause: 'asked' }),
    );
    b.clock.moveTo(START + 1000);
    expect((await client.send(new StopExecutionCommand({ executionArn }))).stopDate).toEqual(
      stopped.stopDate,
    );
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).toMatchObject({ status: 'ABORTED', error: 'Stop', cause: 'asked' });
    const { events } = await client.send(
      new GetExecutionHistoryCommand({ executionArn, reverseOrder: true }),
    );
    expect(events![0]).toMatchObject({
      type: 'ExecutionAborted',
      previousEventId: 0,
      executionAbortedEventDetails: { error: 'Stop', cause: 'asked' },
    });
    await expect(
      client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' })),
    ).rejects.toMatchObject({ name: 'TaskTimedOut' });
  });
});

describe('task tokens through the SDK', () => {
  test('each task has a token of its own, and it is good once', async () => {
    const arn = create('w', WAITING);
    const good = await startOf(arn, 'good');
    await b.engine.idle();
    const waiting = await startOf(arn, 'waiting');
    await b.engine.idle();
    expect(new Set(tokens).size).toBe(2);
    expect(tokens.every((token) => token.length >= 40 && token.length <= 2048)).toBe(true);
    const [taskToken] = tokens;
    await client.send(new SendTaskSuccessCommand({ taskToken, output: '{"yes":true}' }));
    const again = new SendTaskSuccessCommand({ taskToken, output: '{}' });
    await expect(client.send(again)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await b.engine.idle();
    await expect(client.send(again)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    expect(b.describe(good)).toMatchObject({ status: 'SUCCEEDED', output: '{"yes":true}' });
    expect(b.describe(waiting)).toMatchObject({ status: 'RUNNING' });
  });

  test('output that is not JSON and tokens that are none are refused, the task stays open', async () => {
    await startOf(create('w', WAITING), 'one');
    await b.engine.idle();
    const [taskToken] = tokens;
    const send = (fields: { taskToken: string; output: string }) =>
      client.send(new SendTaskSuccessCommand(fields));
    await expect(send({ taskToken: taskToken!, output: '{' })).rejects.toMatchObject({
      name: 'InvalidOutput',
    });
    await expect(send({ taskToken: 'nonsense', output: '{}' })).rejects.toMatchObject({
      name: 'InvalidToken',
    });
    const mistyped = `${taskToken!.slice(0, -4)}AAAA`;
    await expect(send({ taskToken: mistyped, output: '{}' })).rejects.toMatchObject({ name: 'InvalidToken' });
    // A token of another account's engine is well formed and unknown here.
    const other = bench(async (_arn, payload) => {
      tokens.push((payload as { token: string }).token);
      return { payload };
    });
    other.start(WAITING);
    await other.engine.idle();
    await expect(send({ taskToken: tokens.at(-1)!, output: '{}' })).rejects.toMatchObject({
      name: 'TaskDoesNotExist',
    });
    other.engine.close();
    const large = JSON.stringify('x'.repeat(262_143));
    await expect(send({ taskToken: taskToken!, output: large })).rejects.toMatchObject({
      name: 'ValidationException',
    });
    await send({ taskToken: taskToken!, output: '1' });
  });
});
