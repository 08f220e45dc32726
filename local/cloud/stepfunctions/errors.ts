/** An error of the Step Functions API: `name` is AWS's error code, always HTTP 400 unless said otherwise. */
export class ServiceError extends Error {
  readonly statusCode: number;
  constructor(name: string, message: string, statusCode = 400) {
    super(message);
    this.name = name;
    this.statusCode = statusCode;
  }
}

export const validation = (message: string) => new ServiceError('ValidationException', message);

/** A state failed: what Retry and Catch see. `error` and `cause` may both be missing, as in a Fail state without them. */
export class StateFailure extends Error {
  readonly error: string | undefined;
  readonly failureCause: string | undefined;
  /** Set when an expression failed: the field, for the EvaluationFailed event. */
  readonly location: string | undefined;
  constructor(error?: string, cause?: string, location?: string) {
    super(cause ?? error ?? 'failed');
    this.name = 'StateFailure';
    this.error = error;
    this.failureCause = cause;
    this.location = location;
  }

  /** The `Error Output`. AWS writes null for what was left out, and an empty cause for a timeout. */
  output(): { Error: string | null; Cause: string | null } {
    return {
      Error: this.error ?? null,
      Cause: this.failureCause ?? (this.error === 'States.Timeout' ? '' : null),
    };
  }

  /** `error` and `cause` as event details: absent when there is none. */
  details(): { error?: string; cause?: string } {
    return {
      ...(this.error === undefined ? {} : { error: this.error }),
      ...(this.failureCause === undefined ? {} : { cause: this.failureCause }),
    };
  }
}

/** Payload limit: 256 KiB of UTF-8 text for an input, an output, a result. */
export const MAX_PAYLOAD_BYTES = 262_144;

export function tooLarge(what: string): StateFailure {
  return new StateFailure(
    'States.DataLimitExceeded',
    `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`,
  );
}

export const byteLength = (text: string) => Buffer.byteLength(text, 'utf8');
