import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDynamoDb, type EmbeddedDynamoDb } from '../../local/cloud/dynamodb/index.ts';
import { createStepFunctions, type StepFunctions } from '../../local/cloud/stepfunctions/index.ts';
import { createVirtualClock } from '../cloud/virtual-clock.ts';
import { makePython, PYTHON } from './python.ts';

/** The AWS CLI and boto3 against the embedded table and the embedded review engine, unmodified. */

const run = promisify(execFile);
const clock = createVirtualClock(Date.now());
const servers: Server[] = [];
let dynamodb: EmbeddedDynamoDb;
let stepfunctions: StepFunctions;
let endpoints: Record<string, string>;
let home: string;

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

beforeAll(async () => {
  await makePython();
  home = mkdtempSync(join(tmpdir(), 'zhiping-foreign-'));
  dynamodb = createDynamoDb({ file: ':memory:', clock, region: 'cn-north-1', accountId: '000000000000' });
  stepfunctions = createStepFunctions({
    file: ':memory:',
    clock,
    region: 'cn-north-1',
    accountId: '000000000000',
    invoke: async (_arn, payload) => ({ payload }),
  });
  endpoints = {
    AWS_ENDPOINT_URL_DYNAMODB: await serve((req, res) => void dynamodb.handle(req, res)),
    AWS_ENDPOINT_URL_SFN: await serve((req, res) => void stepfunctions.handle(req, res)),
  };
}, 600_000);

afterAll(async () => {
  for (const server of servers) {
    server.closeAllConnections();
    server.close();
  }
  stepfunctions?.close();
  dynamodb?.close();
  if (home) rmSync(home, { recursive: true, force: true });
});

const environment = () => ({
  PATH: process.env.PATH ?? '',
  HOME: home,
  AWS_ACCESS_KEY_ID: 'local',
  AWS_SECRET_ACCESS_KEY: 'local-secret',
  AWS_DEFAULT_REGION: 'cn-north-1',
  AWS_EC2_METADATA_DISABLED: 'true',
  AWS_MAX_ATTEMPTS: '1',
  PYTHONUTF8: '1',
  ...endpoints,
});
const cli = async (...args: string[]): Promise<Record<string, unknown>> => {
  const { stdout } = await run(join(PYTHON, 'bin/aws'), [...args, '--output', 'json'], {
    env: environment(),
    cwd: home,
  });
  return stdout.trim() ? JSON.parse(stdout) : {};
};
const refused = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: { stderr?: string }) => error.stderr ?? '',
  );
const boto = async (script: string): Promise<unknown> => {
  const { stdout } = await run(join(PYTHON, 'bin/python'), ['-c', `import boto3, json\n${script}`], {
    env: environment(),
    cwd: home,
  });
  return JSON.parse(stdout);
};

describe('DynamoDB', () => {
  test('AWS CLI: a table is made, an item written on a condition, read, refused the second time', async () => {
    await cli(
      'dynamodb',
      'create-table',
      '--table-name',
      'cli',
      '--billing-mode',
      'PAY_PER_REQUEST',
      '--attribute-definitions',
      'AttributeName=pk,AttributeType=S',
      '--key-schema',
      'AttributeName=pk,KeyType=HASH',
    );
    const write = () =>
      cli(
        'dynamodb',
        'put-item',
        '--table-name',
        'cli',
        '--item',
        '{"pk":{"S":"申报"},"n":{"N":"1.50"}}',
        '--condition-expression',
        'attribute_not_exists(pk)',
      );
    await write();
    expect(await cli('dynamodb', 'get-item', '--table-name', 'cli', '--key', '{"pk":{"S":"申报"}}')).toEqual({
      Item: { pk: { S: '申报' }, n: { N: '1.5' } },
    });
    expect(await refused(write())).toContain('ConditionalCheckFailedException');
  });

  test('boto3: a transaction is refused as a whole, with the reason of each action', async () => {
    const reasons = await boto(`
db = boto3.client("dynamodb")
db.create_table(TableName="boto", BillingMode="PAY_PER_REQUEST", AttributeDefinitions=[{"AttributeName":"pk","AttributeType":"S"}], KeySchema=[{"AttributeName":"pk","KeyType":"HASH"}])
db.put_item(TableName="boto", Item={"pk":{"S":"a"},"v":{"N":"1"}})
try:
    db.transact_write_items(TransactItems=[
        {"Put":{"TableName":"boto","Item":{"pk":{"S":"b"}}}},
        {"Update":{"TableName":"boto","Key":{"pk":{"S":"a"}},"UpdateExpression":"SET v = :n","ConditionExpression":"v = :o","ExpressionAttributeValues":{":n":{"N":"2"},":o":{"N":"9"}},"ReturnValuesOnConditionCheckFailure":"ALL_OLD"}}])
except db.exceptions.TransactionCanceledException as e:
    print(json.dumps([[r.get("Code"), r.get("Item")] for r in e.response["CancellationReasons"]] + ["Item" in db.get_item(TableName="boto", Key={"pk":{"S":"b"}})]))
`);
    expect(reasons).toEqual([
      ['None', null],
      ['ConditionalCheckFailed', { pk: { S: 'a' }, v: { N: '1' } }],
      false,
    ]);
  });

  test('an operation that is not offered is refused by name, never faked', async () => {
    expect(await refused(cli('dynamodb', 'list-backups'))).toContain('UnknownOperationException');
  });
});

describe('Step Functions', () => {
  const definition = JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Double',
    States: {
      Double: { Type: 'Pass', Output: '{% {"twice": $states.input.n * 2} %}', Next: 'Rest' },
      Rest: { Type: 'Wait', Seconds: 60, End: true },
    },
  });

  test('AWS CLI: start, describe, move the clock, read the history', async () => {
    const { stateMachineArn } = stepfunctions.ensureStateMachine({ name: 'cli', definition });
    const { executionArn } = await cli(
      'stepfunctions',
      'start-execution',
      '--state-machine-arn',
      stateMachineArn,
      '--input',
      '{"n":21}',
    );
    await stepfunctions.idle();
    expect(
      await cli('stepfunctions', 'describe-execution', '--execution-arn', String(executionArn)),
    ).toMatchObject({ status: 'RUNNING' });
    clock.moveTo(clock.now() + 60_000);
    await stepfunctions.idle();
    expect(
      await cli('stepfunctions', 'describe-execution', '--execution-arn', String(executionArn)),
    ).toMatchObject({ status: 'SUCCEEDED', output: '{"twice":42}' });
    const { events } = (await cli(
      'stepfunctions',
      'get-execution-history',
      '--execution-arn',
      String(executionArn),
    )) as { events: { type: string }[] };
    expect(events.map((e) => e.type)).toEqual([
      'ExecutionStarted',
      'PassStateEntered',
      'PassStateExited',
      'WaitStateEntered',
      'WaitStateExited',
      'ExecutionSucceeded',
    ]);
  });

  test('boto3: a token that nobody gave out is refused as AWS refuses it', async () => {
    const name = await boto(`
sfn = boto3.client("stepfunctions")
try:
    sfn.send_task_success(taskToken="x" * 40, output="{}")
except Exception as e:
    print(json.dumps(type(e).__name__))
`);
    expect(name).toMatch(/^(InvalidToken|TaskDoesNotExist)$/);
  });

  test('an operation that is not offered is refused by name, never faked', async () => {
    expect(await refused(cli('stepfunctions', 'list-state-machines'))).toContain('UnknownOperationException');
  });
});
