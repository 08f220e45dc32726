/**
 * How often somebody may ask, as a route names it (D22): counted in the function for whoever asks, never for everybody.
 * What a request with an Idempotency-Key was refused for is given back; a question counts whatever the answer.
 */
export interface RateLimit {
  /** Routes that name the same limit count together; also what the log says. */
  readonly name: string;
  /** Whom it counts: the network address that the request comes from, or the account. */
  readonly per: 'ADDRESS' | 'PERSON';
  /** A text of the body, for a limit on what one asks about one person's declaration. */
  readonly about?: 'applicationNo';
  /** Counts what was refused alone: an act that is done is given back (D34). */
  readonly counts?: 'REFUSALS';
  readonly times: number;
  readonly window: RateWindow;
}
/** Days are civil days in Shanghai. */
export type RateWindow = 'MINUTE' | 'HOUR' | 'DAY';
