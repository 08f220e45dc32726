import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CloudClock } from '../clock/clock.ts';
import { Input, partitionOf } from './arns.ts';
import { Engine } from './engine.ts';
import { ServiceError } from './errors.ts';
import { Executions } from './executions.ts';
import { serve } from './http.ts';
import { type MachineDefinition, Machines } from './machines.ts';
import { Store } from './store.ts';
import { Tasks } from './tasks.ts';
import type { Invoke } from './types.ts';

export interface StepFunctionsOptions {
  /** Path of the SQLite file, or `:memory:`. One process owns it. */
  file: string;
  clock: CloudClock;
  region: string;
  accountId: string;
  invoke: Invoke;
  /** Called after every committed transaction with their number so far: where a test pulls the plug. */
  afterCommit?: (commits: number) => void;
}

export interface StepFunctions {
  /**
   * Creates the machine, or gives it a new version when the definition or role differs; the aliases then name the
   * newest version. Running executions keep the definition that they started with.
   * @throws ServiceError InvalidDefinition
   */
  ensureStateMachine(def: MachineDefinition): { stateMachineArn: string };
  /**
   * One API operation without HTTP, in the wire form (dates are seconds since the epoch).
   * @throws ServiceError named as AWS names it
   */
  execute(operation: string, input: unknown): unknown | Promise<unknown>;
  /** One HTTP request, AWS JSON 1.0. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Goes on with every open execution: call it after a start, once functions can be invoked. */
  resume(): void;
  /** Resolves when no execution can make progress without an outside event or time. Waits for called functions. */
  idle(): Promise<void>;
  /** As `idle`, but does not wait for functions that are still running. */
  quiet(): Promise<void>;
  /** The earliest time at which an open execution has something to do by itself, epoch ms. */
  nextTimer(): number | undefined;
  /** Stops at once; what was committed goes on with the next instance on the same file. */
  close(): void;
}

/** The Step Functions service of one region and account, durable in one SQLite file. */
export function createStepFunctions(options: StepFunctionsOptions): StepFunctions {
  const { clock, region, accountId, invoke, afterCommit } = options;
  const place = { region, accountId, partition: partitionOf(region) };
  const store = new Store(options.file);
  if (afterCommit) store.afterCommit = () => afterCommit(store.commits);
  const now = () => clock.now();
  const engine = new Engine(store, clock, place, invoke);
  const machines = new Machines(store, place, now);
  const executions = new Executions(store, machines, now);
  const tasks = new Tasks(store, now);

  const operations = new Map<string, (input: Input) => object>([
    [
      'StartExecution',
      (input) => {
        const { started, answer } = executions.start(input);
        if (started !== undefined) engine.wake(started);
        return answer;
      },
    ],
    [
      'StopExecution',
      (input) => {
        const { stopped, answer } = executions.stop(input);
        if (stopped !== undefined) engine.ended(stopped);
        return answer;
      },
    ],
    ['DescribeExecution', (input) => executions.describe(input)],
    ['ListExecutions', (input) => executions.list(input)],
    ['GetExecutionHistory', (input) => executions.history(input)],
    [
      'SendTaskSuccess',
      (input) => {
        engine.wake(tasks.succeed(input));
        return {};
      },
    ],
  ]);

  const execute = (operation: string, input: unknown) => {
    const run = operations.get(operation);
    if (!run) {
      throw new ServiceError('UnknownOperationException', `The operation ${operation} is not offered here.`);
    }
    return run(new Input(input ?? {}));
  };

  return {
    ensureStateMachine: (def) => machines.ensure(def),
    nextTimer: () => store.nextDue(now()),
    execute,
    handle: (req, res) => serve(req, res, execute),
    resume: () => engine.resume(),
    idle: () => engine.idle(),
    quiet: () => engine.quiet(),
    close() {
      if (engine.closed) return;
      engine.close();
      store.close();
    },
  };
}
