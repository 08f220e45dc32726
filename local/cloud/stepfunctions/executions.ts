import { randomUUID } from 'node:crypto';
import {
  checkExecutionArn,
  checkName,
  executionArn,
  type Input,
  pageToken,
  parseMachineArn,
} from './arns.ts';
import type { Machine } from './asl.ts';
import { byteLength, MAX_PAYLOAD_BYTES, ServiceError, validation } from './errors.ts';
import type { Machines } from './machines.ts';
import { WHOLE } from './step.ts';
import type { Store, Value } from './store.ts';
import type { Execution, ExecutionStatus, Frame, HistoryEvent, Json } from './types.ts';

const STATUSES = ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'];
/** After this long the name of a closed execution is free again. */
const NAME_KEPT_MS = 90 * 86_400_000;

/** Starting, stopping and reading executions. Answers are in the wire form: times in seconds. */
export class Executions {
  readonly #store: Store;
  readonly #machines: Machines;
  readonly #now: () => number;

  constructor(store: Store, machines: Machines, now: () => number) {
    this.#store = store;
    this.#machines = machines;
    this.#now = now;
  }

  /** `started` is the id of a new execution; nothing when an open one of the same name and input answers. */
  start(input: Input): { started: number | undefined; answer: object } {
    const target = this.#machines.target(input.string('stateMachineArn'));
    const name = checkName(input.optionalString('name') ?? randomUUID());
    const text = input.optionalString('input') ?? '{}';
    const parsed = parseInput(text);
    const arn = executionArn(target.machineArn, name);
    return this.#store.transaction(() => {
      const now = this.#now();
      const known = this.#store.executionByArn(arn);
      if (known?.status === 'RUNNING' && known.input === text) {
        return { started: undefined, answer: { executionArn: arn, startDate: known.startedAt / 1000 } };
      }
      if (known && (known.stoppedAt === null || known.stoppedAt > now - NAME_KEPT_MS)) {
        throw new ServiceError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      }
      if (known) this.#store.deleteExecution(known.id);
      const machine = JSON.parse(this.#store.definition(target.definition)) as Machine;
      const due = machine.TimeoutSeconds === undefined ? null : now + machine.TimeoutSeconds * 1000;
      const started = this.#store.insertExecution({
        arn,
        machineArn: target.machineArn,
        versionArn: target.versionArn,
        aliasArn: target.aliasArn,
        name,
        status: 'RUNNING',
        input: text,
        output: null,
        error: null,
        cause: null,
        definition: target.definition,
        roleArn: target.roleArn,
        startedAt: now,
        stoppedAt: null,
        eventCount: 0,
        frameCount: 1,
        due,
      });
      const first: HistoryEvent = {
        id: 1,
        previousEventId: 0,
        timestamp: now / 1000,
        type: 'ExecutionStarted',
        executionStartedEventDetails: { input: text, inputDetails: WHOLE, roleArn: target.roleArn },
      };
      this.#store.addEvents(started, [first], 1);
      this.#store.saveFrame(started, rootFrame(machine.StartAt, parsed, now));
      return { started, answer: { executionArn: arn, startDate: now / 1000 } };
    });
  }

  #byArn(arn: string): Execution {
    const row = this.#store.executionByArn(checkExecutionArn(arn));
    if (!row) throw new ServiceError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return row;
  }

  stop(input: Input): { stopped: number | undefined; answer: object } {
    const arn = input.string('executionArn');
    const error = input.optionalString('error', 256);
    const cause = input.optionalString('cause', 32_768);
    return this.#store.transaction(() => {
      const row = this.#byArn(arn);
      // Stopping what has ended changes nothing and answers when it ended, as AWS does.
      if (row.status !== 'RUNNING')
        return { stopped: undefined, answer: { stopDate: row.stoppedAt! / 1000 } };
      const now = this.#now();
      const details = {
        ...(error === undefined ? {} : { error }),
        ...(cause === undefined ? {} : { cause }),
      };
      const event: HistoryEvent = {
        id: row.eventCount + 1,
        previousEventId: 0,
        timestamp: now / 1000,
        type: 'ExecutionAborted',
        executionAbortedEventDetails: details,
      };
      this.#store.addEvents(row.id, [event], row.frameCount);
      this.#store.endExecution(row.id, { status: 'ABORTED', error, cause }, now);
      return { stopped: row.id, answer: { stopDate: now / 1000 } };
    });
  }

  describe(input: Input): object {
    input.refuse('includedData', 'METADATA_ONLY');
    const row = this.#byArn(input.string('executionArn'));
    return {
      ...summary(row),
      ...{ input: row.input, inputDetails: { included: true } },
      ...(row.output === null ? {} : { output: row.output, outputDetails: { included: true } }),
      ...(row.error === null ? {} : { error: row.error }),
      ...(row.cause === null ? {} : { cause: row.cause }),
      redriveStatus: 'NOT_REDRIVABLE',
      redriveStatusReason: `Execution is ${row.status} and cannot be redriven`,
    };
  }

  list(input: Input): object {
    if (!input.has('stateMachineArn')) throw validation('stateMachineArn must be specified');
    const arn = input.string('stateMachineArn');
    const status = input.optionalString('statusFilter') ?? null;
    if (status !== null && !STATUSES.includes(status)) {
      throw validation(
        `1 validation error detected: Value '${status}' at 'statusFilter' failed to satisfy constraint: ` +
          `Member must satisfy enum value set: [${STATUSES.join(', ')}]`,
      );
    }
    const { machine, qualifier } = parseMachineArn(arn);
    this.#machines.target(arn);
    const size = input.pageSize();
    const question = `executions ${arn} ${status}`;
    const before = input.pageStart(question) ?? Number.MAX_SAFE_INTEGER;
    const qualified = qualifier === undefined ? null : arn;
    const values: Value[] = [machine, before, status, status, qualified, qualified, qualified, size + 1];
    const rows = this.#store.all<Execution>(
      `SELECT * FROM executions WHERE machineArn = ? AND id < ? AND (? IS NULL OR status = ?)
         AND (? IS NULL OR versionArn = ? OR aliasArn = ?) ORDER BY id DESC LIMIT ?`,
      ...values,
    );
    const page = rows.slice(0, size);
    return {
      executions: page.map(summary),
      ...(rows.length > size ? { nextToken: pageToken(question, page.at(-1)!.id) } : {}),
    };
  }

  history(input: Input): object {
    input.refuse('includeExecutionData', false);
    const row = this.#byArn(input.string('executionArn'));
    const reverse = input.boolean('reverseOrder', false);
    const size = input.pageSize();
    const question = `history ${row.arn} ${reverse}`;
    const from = input.pageStart(question) ?? (reverse ? row.eventCount : 1);
    const rows = this.#store.all<{ id: number; body: string }>(
      reverse
        ? 'SELECT id, body FROM events WHERE execution = ? AND id <= ? ORDER BY id DESC LIMIT ?'
        : 'SELECT id, body FROM events WHERE execution = ? AND id >= ? ORDER BY id LIMIT ?',
      ...[row.id, from, size + 1],
    );
    const events = rows.slice(0, size).map((one) => JSON.parse(one.body) as HistoryEvent);
    return {
      events,
      ...(rows.length > size ? { nextToken: pageToken(question, rows[size]!.id) } : {}),
    };
  }
}

function summary(row: Execution): {
  executionArn: string;
  stateMachineArn: string;
  name: string;
  status: ExecutionStatus;
  startDate: number;
  redriveCount: number;
} {
  return {
    executionArn: row.arn,
    stateMachineArn: row.machineArn,
    name: row.name,
    status: row.status,
    startDate: row.startedAt / 1000,
    redriveCount: 0,
    ...(row.stoppedAt === null ? {} : { stopDate: row.stoppedAt / 1000 }),
    ...(row.versionArn === null ? {} : { stateMachineVersionArn: row.versionArn }),
    ...(row.aliasArn === null ? {} : { stateMachineAliasArn: row.aliasArn }),
  };
}

function parseInput(text: string): Json {
  if (byteLength(text) > MAX_PAYLOAD_BYTES) {
    throw validation(
      "1 validation error detected: Value at 'input' failed to satisfy constraint: " +
        `Member must have length less than or equal to ${MAX_PAYLOAD_BYTES}`,
    );
  }
  try {
    return JSON.parse(text) as Json;
  } catch (error) {
    const reason = text === '' ? 'Invalid execution input.' : (error as Error).message;
    throw new ServiceError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`);
  }
}

function rootFrame(startAt: string, input: Json, now: number): Frame {
  return {
    id: 1,
    parent: 0,
    slot: 0,
    path: [],
    phase: 'enter',
    state: startAt,
    input,
    variables: {},
    // AWS links the first state to event 0, beside ExecutionStarted.
    prev: 0,
    entered: 0,
    enteredPrev: 0,
    enteredAt: now,
    retries: [],
    retryCount: 0,
  };
}
