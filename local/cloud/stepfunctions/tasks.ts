import type { Input } from './arns.ts';
import { MAX_PAYLOAD_BYTES, ServiceError } from './errors.ts';
import type { Store, TokenOutcome, TokenRow } from './store.ts';
import { isToken } from './tokens.ts';

/** SendTaskSuccess: a token is good once, and only before its time is over. */
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
    if (!row.open || (row.timeoutAt !== null && row.timeoutAt <= this.#now())) {
      throw new ServiceError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'");
    }
    return row;
  }

  /** Records the outcome; returns the execution to wake. */
  succeed(input: Input): number {
    const output = input.string('output');
    input.optionalString('output', MAX_PAYLOAD_BYTES);
    try {
      JSON.parse(output);
    } catch (error) {
      throw new ServiceError('InvalidOutput', `Invalid Output: '${(error as Error).message}'`);
    }
    return this.#store.transaction(() => {
      const row = this.#open(input);
      this.#store.run(
        'UPDATE tokens SET open = 0, outcome = ? WHERE token = ?',
        JSON.stringify({ output } satisfies TokenOutcome),
        row.token,
      );
      return row.execution;
    });
  }
}
