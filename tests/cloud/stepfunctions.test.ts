import {
  CreateStateMachineAliasCommand,
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineAliasCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  PublishStateMachineVersionCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  type SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
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
  ROLE,
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

const create = async (name: string, definition: string, more = {}) =>
  (await client.send(new CreateStateMachineCommand({ name, definition, roleArn: ROLE, ...more })))
    .stateMachineArn!;

const startOf = async (stateMachineArn: string, name: string, input = '{}') =>
  (await client.send(new StartExecutionCommand({ stateMachineArn, name, input }))).executionArn!;

describe('state machines through the SDK', () => {
  test('create, describe, list; the same text again is the same machine, another text is refused', async () => {
    const arn = await create('review', ECHO);
    expect(arn).toBe(`arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:review`);
    expect(await create('review', ECHO)).toBe(arn);
    await expect(create('review', WAITING)).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
    const described = await client.send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
    expect(described).toMatchObject({
      name: 'review',
      status: 'ACTIVE',
      type: 'STANDARD',
      definition: ECHO,
      roleArn: ROLE,
    });
    expect(described.creationDate).toEqual(new Date(START));
    const names = ['b', 'c'];
    for (const name of names) await create(name, ECHO);
    const first = await client.send(new ListStateMachinesCommand({ maxResults: 2 }));
    const second = await client.send(
      new ListStateMachinesCommand({ maxResults: 2, nextToken: first.nextToken }),
    );
    expect([...first.stateMachines!, ...second.stateMachines!].map((m) => m.name)).toEqual([
      'review',
      'b',
      'c',
    ]);
    expect(second.nextToken).toBeUndefined();
  });

  test('an update makes a revision, publishing makes versions, an alias names one', async () => {
    const arn = await create('review', ECHO);
    const update = await client.send(
      new UpdateStateMachineCommand({ stateMachineArn: arn, definition: WAITING, publish: true }),
    );
    expect(update.stateMachineVersionArn).toBe(`${arn}:1`);
    const again = await client.send(new PublishStateMachineVersionCommand({ stateMachineArn: arn }));
    expect(again.stateMachineVersionArn).toBe(`${arn}:1`);
    await expect(
      client.send(new PublishStateMachineVersionCommand({ stateMachineArn: arn, revisionId: 'other' })),
    ).rejects.toMatchObject({ name: 'ConflictException' });
    const alias = await client.send(
      new CreateStateMachineAliasCommand({
        name: 'live',
        routingConfiguration: [{ stateMachineVersionArn: `${arn}:1`, weight: 100 }],
      }),
    );
    expect(alias.stateMachineAliasArn).toBe(`${arn}:live`);
    const described = await client.send(
      new DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${arn}:live` }),
    );
    expect(described.routingConfiguration).toEqual([{ stateMachineVersionArn: `${arn}:1`, weight: 100 }]);

    await client.send(new UpdateStateMachineCommand({ stateMachineArn: arn, definition: ECHO }));
    const byAlias = await client.send(
      new StartExecutionCommand({ stateMachineArn: `${arn}:live`, name: 'by-alias' }),
    );
    const byVersion = await client.send(
      new StartExecutionCommand({ stateMachineArn: `${arn}:1`, name: 'by-version' }),
    );
    const byName = await client.send(new StartExecutionCommand({ stateMachineArn: arn, name: 'by-name' }));
    await b.engine.idle();
    const described3 = await Promise.all(
      [byAlias, byVersion, byName].map((one) =>
        client.send(new DescribeExecutionCommand({ executionArn: one.executionArn })),
      ),
    );
    expect(
      described3.map((one) => [one.status, one.stateMachineVersionArn, one.stateMachineAliasArn]),
    ).toEqual([
      ['RUNNING', `${arn}:1`, `${arn}:live`],
      ['RUNNING', `${arn}:1`, undefined],
      ['SUCCEEDED', undefined, undefined],
    ]);
    const listed = await client.send(new ListExecutionsCommand({ stateMachineArn: `${arn}:live` }));
    expect(listed.executions!.map((one) => one.name)).toEqual(['by-alias']);
  });

  test('a running execution keeps the definition that it started with', async () => {
    const arn = await create('review', WAITING);
    const executionArn = await startOf(arn, 'one');
    await b.engine.idle();
    b.engine.ensureStateMachine({ name: 'review', definition: ECHO, aliases: ['live'] });
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '"ok"' }));
    await b.engine.idle();
    const own = await client.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(own.definition).toBe(WAITING);
    expect((await client.send(new DescribeExecutionCommand({ executionArn }))).output).toBe('"ok"');
    const live = await client.send(
      new DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${arn}:live` }),
    );
    expect(live.routingConfiguration![0]!.stateMachineVersionArn).toBe(`${arn}:1`);
    b.engine.ensureStateMachine({ name: 'review', definition: WAITING, aliases: ['live'] });
    b.engine.ensureStateMachine({ name: 'review', definition: WAITING, aliases: ['live'] });
    const moved = await client.send(
      new DescribeStateMachineAliasCommand({ stateMachineAliasArn: `${arn}:live` }),
    );
    expect(moved.routingConfiguration![0]!.stateMachineVersionArn).toBe(`${arn}:2`);
  });
});

describe('executions through the SDK', () => {
  test('StartExecution is idempotent while the first is open with the same input, and only then', async () => {
    const arn = await create('review', WAITING);
    const first = await startOf(arn, 'a-1', '{"n":1}');
    expect(await startOf(arn, 'a-1', '{"n":1}')).toBe(first);
    const taken = { name: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${first}'` };
    await expect(startOf(arn, 'a-1', '{"n":2}')).rejects.toMatchObject(taken);
    await client.send(new StopExecutionCommand({ executionArn: first }));
    await expect(startOf(arn, 'a-1', '{"n":1}')).rejects.toMatchObject(taken);
    b.clock.moveTo(START + 91 * 86_400_000);
    expect(await startOf(arn, 'a-1', '{"n":1}')).toBe(first);
  });

  test('describe and history have dates, input, output; history pages both ways and can leave data out', async () => {
    const arn = await create('review', machine({ A: pass({ Next: 'B' }), B: pass() }));
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
    const bare = await client.send(
      new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }),
    );
    expect(bare.events![1]!.stateEnteredEventDetails).toEqual({ name: 'A' });
    await expect(
      client.send(new GetExecutionHistoryCommand({ executionArn, nextToken: 'forged' })),
    ).rejects.toMatchObject({ name: 'InvalidToken' });
  });

  test('ListExecutions: newest first, by status, in pages', async () => {
    const waiting = await create('waiting', WAITING);
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
    const executionArn = await startOf(await create('w', WAITING), 'one');
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
  test('success, failure and heartbeat; a token is good once', async () => {
    const arn = await create('w', WAITING);
    const [good, bad] = [await startOf(arn, 'good'), await startOf(arn, 'bad')];
    await b.engine.idle();
    expect(new Set(tokens).size).toBe(2);
    expect(tokens.every((token) => token.length >= 40 && token.length <= 2048)).toBe(true);
    await client.send(new SendTaskHeartbeatCommand({ taskToken: tokens[0] }));
    await client.send(new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{"yes":true}' }));
    await client.send(
      new SendTaskFailureCommand({ taskToken: tokens[1], error: 'Refused', cause: 'no seal' }),
    );
    const again = new SendTaskSuccessCommand({ taskToken: tokens[0], output: '{}' });
    await expect(client.send(again)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    await b.engine.idle();
    await expect(client.send(again)).rejects.toMatchObject({ name: 'TaskTimedOut' });
    expect(b.describe(good)).toMatchObject({ status: 'SUCCEEDED', output: '{"yes":true}' });
    expect(b.describe(bad)).toMatchObject({ status: 'FAILED', error: 'Refused', cause: 'no seal' });
  });

  test('output that is not JSON and tokens that are none are refused, the task stays open', async () => {
    await startOf(await create('w', WAITING), 'one');
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
