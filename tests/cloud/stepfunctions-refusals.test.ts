import {
  DescribeExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  type SFNClient,
  StartExecutionCommand,
  StartSyncExecutionCommand,
} from '@aws-sdk/client-sfn';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ACCOUNT, type Bench, bench, machine, overHttp, pass } from './stepfunctions-kit.ts';

const ECHO = machine({ Echo: pass() });

let b: Bench;
let client: SFNClient;
let url: string;
let stop: () => Promise<void>;

beforeEach(async () => {
  b = bench(async (_arn, payload) => ({ payload }));
  ({ client, url, stop } = await overHttp(b.engine));
});

afterEach(async () => {
  await stop();
  b.engine.close();
});

const echo = () => b.engine.ensureStateMachine({ name: 'echo', definition: ECHO }).stateMachineArn;

const startOf = async (stateMachineArn: string, name: string, input = '{}') =>
  (await client.send(new StartExecutionCommand({ stateMachineArn, name, input }))).executionArn!;

describe('refusals, named as AWS names them', () => {
  const missing = `arn:aws:states:us-east-1:${ACCOUNT}:stateMachine:nobody`;
  const noExecution = `arn:aws:states:us-east-1:${ACCOUNT}:execution:nobody:nothing`;
  const refusals: [string, (c: SFNClient) => Promise<unknown>, string][] = [
    [
      'unknown machine',
      (c) => c.send(new StartExecutionCommand({ stateMachineArn: missing })),
      'StateMachineDoesNotExist',
    ],
    [
      'unknown version',
      (c) => c.send(new StartExecutionCommand({ stateMachineArn: `${missing}:7` })),
      'StateMachineDoesNotExist',
    ],
    ['malformed ARN', (c) => c.send(new StartExecutionCommand({ stateMachineArn: 'review' })), 'InvalidArn'],
    [
      'wrong kind of ARN',
      (c) => c.send(new DescribeExecutionCommand({ executionArn: missing })),
      'InvalidArn',
    ],
    [
      'unknown execution',
      (c) => c.send(new DescribeExecutionCommand({ executionArn: noExecution })),
      'ExecutionDoesNotExist',
    ],
    [
      'unknown history',
      (c) => c.send(new GetExecutionHistoryCommand({ executionArn: noExecution })),
      'ExecutionDoesNotExist',
    ],
    [
      'unknown alias',
      (c) => c.send(new StartExecutionCommand({ stateMachineArn: `${missing}:live` })),
      'StateMachineDoesNotExist',
    ],
    [
      'status in small letters',
      (c) =>
        c.send(new ListExecutionsCommand({ stateMachineArn: missing, statusFilter: 'running' as never })),
      'ValidationException',
    ],
    [
      'too large a page',
      (c) => c.send(new ListExecutionsCommand({ stateMachineArn: echo(), maxResults: 1001 })),
      'ValidationException',
    ],
    [
      'a history without its data',
      (c) =>
        c.send(new GetExecutionHistoryCommand({ executionArn: noExecution, includeExecutionData: false })),
      'ValidationException',
    ],
    [
      'an operation that is not offered',
      (c) => c.send(new StartSyncExecutionCommand({ stateMachineArn: missing }), {}),
      'UnknownOperationException',
    ],
  ];
  test.each(refusals)('%s', async (_name, call, error) => {
    // StartSyncExecution would go to a host of its own.
    client.config.disableHostPrefix = true;
    await expect(call(client)).rejects.toMatchObject({ name: error });
  });

  test.each([
    ['bad JSON', '{', 'InvalidExecutionInput'],
    ['empty text', '', 'InvalidExecutionInput'],
    ['more than 256 KiB', JSON.stringify('字'.repeat(90_000)), 'ValidationException'],
  ])('execution input: %s', async (_name, input, error) => {
    const arn = echo();
    await expect(startOf(arn, 'one', input)).rejects.toMatchObject({ name: error });
    await expect(startOf(arn, 'bad/name')).rejects.toMatchObject({ name: 'InvalidName' });
  });

  test('a machine that no template could have', () => {
    const ensure = (name: string, definition: string) => () =>
      b.engine.ensureStateMachine({ name, definition });
    expect(ensure('a b', ECHO)).toThrow(expect.objectContaining({ name: 'InvalidName' }));
    expect(ensure('a', '{')).toThrow(expect.objectContaining({ name: 'InvalidDefinition' }));
  });

  test('the wire: AWS JSON 1.0, __type and message, and no crash on a body that is no JSON', async () => {
    const post = (target: string, body: string) =>
      fetch(url, {
        method: 'POST',
        body,
        headers: { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.0' },
      });
    const unknown = await post('AWSStepFunctions.DeleteStateMachine', '{}');
    expect(unknown.status).toBe(400);
    expect(unknown.headers.get('content-type')).toBe('application/x-amz-json-1.0');
    expect(await unknown.json()).toMatchObject({ __type: 'UnknownOperationException' });
    expect(await (await post('AWSStepFunctions.ListExecutions', 'no')).json()).toMatchObject({
      __type: 'SerializationException',
    });
    expect(await (await post('DynamoDB_20120810.ListTables', '{}')).json()).toMatchObject({
      __type: 'UnknownOperationException',
    });
    expect(await (await post('AWSStepFunctions.DescribeExecution', '{}')).json()).toMatchObject({
      __type: 'ValidationException',
    });
  });

  test('aws-cn: ARNs and resources carry the partition', async () => {
    const china = bench(async () => ({ payload: 1 }), { region: 'cn-north-1' });
    const definition = machine({
      A: {
        Type: 'Task',
        Resource: 'arn:aws-cn:states:::lambda:invoke',
        Arguments: { FunctionName: 'work', Payload: {} },
        End: true,
      },
    });
    const arn = china.start(definition);
    await china.engine.idle();
    expect(arn).toBe(`arn:aws-cn:states:cn-north-1:${ACCOUNT}:execution:m1:e`);
    expect(china.describe(arn).status).toBe('SUCCEEDED');
    china.engine.close();
  });
});
