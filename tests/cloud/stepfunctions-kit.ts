import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SFNClient } from '@aws-sdk/client-sfn';
import { createStepFunctions, type StepFunctions } from '../../local/cloud/stepfunctions/index.ts';
import type { HistoryEvent, Invoke, Json } from '../../local/cloud/stepfunctions/types.ts';
import { type WalkScript, walk } from './stepfunctions-walk.ts';
import { createVirtualClock, type VirtualClock } from './virtual-clock.ts';

export const START = Date.UTC(2020, 8, 1);
export const REGION = 'us-east-1';
export const ACCOUNT = '123456789012';
export const FUNCTION = `arn:aws:lambda:${REGION}:${ACCOUNT}:function:work`;

export type Fields = Record<string, unknown>;
export type States = Record<string, Fields>;

/** A machine's text: the first state named is where it starts. */
export function machine(states: States, more: Fields = {}): string {
  return JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: Object.keys(states)[0],
    States: states,
    ...more,
  });
}

/** A branch or item processor, starting at its first state. */
export const branch = (states: States): Fields => ({ StartAt: Object.keys(states)[0], States: states });

/** Walks states with scripted tasks in virtual time, from START on. */
export const run = (states: States, input: Json = {}, script: WalkScript = {}) =>
  walk({ definition: machine(states), input, script, startAt: START });

/** A `lambda:invoke` task that passes its input and gives the function's answer. */
export const task = (more: Fields = {}): Fields => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: FUNCTION, Payload: '{% $states.input %}' },
  Output: '{% $states.result.Payload %}',
  ...('Next' in more ? {} : { End: true }),
  ...more,
});

/** A task that waits for its token; the function gets it as `token`. */
export const callbackTask = (more: Fields = {}): Fields =>
  task({
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Arguments: { FunctionName: FUNCTION, Payload: { token: '{% $states.context.Task.Token %}' } },
    Output: '{% $states.result %}',
    ...more,
  });

export const pass = (more: Fields = {}): Fields => ({
  Type: 'Pass',
  ...('Next' in more ? {} : { End: true }),
  ...more,
});

/** Every event as `Type<previousEventId`; the ids are 1, 2, 3 … */
export const shape = (events: HistoryEvent[]): string =>
  events.map((event) => `${event.type}<${event.previousEventId}`).join(' ');

export const types = (events: HistoryEvent[]): string[] => events.map((event) => event.type);

/** The details of the only event of a type. */
export function details(events: HistoryEvent[], type: string): Fields {
  const event = events.find((one) => one.type === type);
  const found = Object.entries(event ?? {}).find(([key]) => key.endsWith('EventDetails'))?.[1];
  return (found ?? {}) as Fields;
}

export interface Bench {
  engine: StepFunctions;
  clock: VirtualClock;
  start(definition: string, input?: unknown): string;
  describe(executionArn: string): Fields;
  history(executionArn: string): HistoryEvent[];
  /** The state that an execution is in: the last one entered. */
  at(executionArn: string): string;
}

/** An engine in memory whose clock stands until it is moved. */
export function bench(invoke: Invoke, more: { region?: string } = {}): Bench {
  const clock = createVirtualClock(START);
  const engine = createStepFunctions({
    file: ':memory:',
    clock,
    region: more.region ?? REGION,
    accountId: ACCOUNT,
    invoke,
  });
  let started = 0;
  const history = (executionArn: string) =>
    (engine.execute('GetExecutionHistory', { executionArn, maxResults: 1000 }) as { events: HistoryEvent[] })
      .events;
  return {
    engine,
    clock,
    start(definition, input = {}) {
      started += 1;
      const { stateMachineArn } = engine.ensureStateMachine({ name: `m${started}`, definition });
      const answer = engine.execute('StartExecution', {
        stateMachineArn,
        name: 'e',
        input: JSON.stringify(input),
      });
      return (answer as { executionArn: string }).executionArn;
    },
    describe: (executionArn) => engine.execute('DescribeExecution', { executionArn }) as Fields,
    history,
    at: (executionArn) =>
      String(
        history(executionArn).findLast((event) => event.type.endsWith('StateEntered'))
          ?.stateEnteredEventDetails?.name,
      ),
  };
}

/** The engine behind HTTP, with an unmodified SDK client in front. */
export async function overHttp(
  engine: StepFunctions,
): Promise<{ client: SFNClient; url: string; stop(): Promise<void> }> {
  const server = createServer((req, res) => void engine.handle(req, res));
  await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const client = new SFNClient({
    endpoint: url,
    region: REGION,
    credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
    maxAttempts: 1,
  });
  return {
    client,
    url,
    async stop() {
      client.destroy();
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
    },
  };
}
