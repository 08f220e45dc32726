import type { Input } from './arns.ts';
import { MAX_PAYLOAD_BYTES, ServiceError } from './errors.ts';
import type { Store, TokenOutcome, TokenRow } from './store.ts';
import { isToken } from './tokens.ts';

/** SendTaskSuccess, SendTaskFailure, SendTaskHeartbeat: a token is good once, and only before its time is over. */
export class Tasks {
  readonly #store: Store;
  readonly #now: () => number;

  constructor(store: Store, now: () => number) {
    this.#store = store;
    this.#now = now;
  }

  #open(input: Input): TokenRow {
    const token = input.string('taskToken');
    if (!isToken(token)) throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
    const row = this.#store.token(token);
    if (!row)
      throw new ServiceError('TaskDoesNotExist', "Task Does Not Exist: 'Provided task does not exist'");
    const now = this.#now();
    const over = [row.timeoutAt, row.heartbeatAt].some((at) => at !== null && at <= now);
    if (!row.open || over) {
      throw new ServiceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    }
    return row;
  }

  /** Records the outcome; returns the execution to wake. */
  #complete(input: Input, outcome: TokenOutcome): number {
    return this.#store.transaction(() => {
      const row = this.#open(input);
      this.#store.run(
        'UPDATE tokens SET open = 0, outcome = ? WHERE token = ?',
        JSON.stringify(outcome),
        row.token,
      );
      return row.execution;
    });
  }

  succeed(input: Input): number {
    const output = input.string('output');
    input.optionalString('output', MAX_PAYLOAD_BYTES);
    try {
      JSON.parse(output);
    } catch (error) {
      throw new ServiceError('InvalidOutput', `Invalid Output: '${(error as Error).message}'`);
    }
    return this.#complete(input, { output });
  }

  fail(input: Input): number {
    const error = input.optionalString('error', 256);
    const cause = input.optionalString('cause', 32_768);
    return this.#complete(input, {
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    });
  }

  heartbeat(input: Input): void {
    this.#store.transaction(() => {
      const row = this.#open(input);
      // Before TaskStarted there is no clock to set back.
      if (row.heartbeatSeconds === null || row.heartbeatAt === null) return;
      const at = this.#now() + row.heartbeatSeconds * 1000;
      this.#store.run('UPDATE tokens SET heartbeatAt = ? WHERE token = ?', at, row.token);
    });
  }
}
