import type { Finding } from './contracts/finding.ts';
import { type ProblemCode, problemCatalogue } from './contracts/problem.ts';

/**
 * A refusal that reaches the client as an RFC 9457 problem. Everything else that is thrown becomes INTERNAL
 * and shows none of its text. `findings` are all the reasons at once. `current` is what stands in the way of an edit, for
 * somebody who may read it.
 */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly status: number;
  readonly findings: readonly Finding[];
  readonly current: { body: unknown; version: number } | undefined;
  /** Seconds after which it is worth asking again. */
  readonly retryAfter: number | undefined;

  constructor(
    code: ProblemCode,
    findings: readonly Finding[] = [],
    options: { cause?: unknown; current?: { body: unknown; version: number }; retryAfter?: number } = {},
  ) {
    const { cause, current, retryAfter } = options;
    const said = findings.length > 0 ? `: ${findings.map((f) => f.code).join(', ')}` : '';
    super(`${code}${said}`, cause === undefined ? {} : { cause });
    this.name = 'ProblemError';
    this.code = code;
    this.status = problemCatalogue[code].status;
    this.findings = findings;
    this.current = current;
    this.retryAfter = retryAfter;
  }
}

/** @throws {ProblemError} always: the one way to refuse with findings. */
export function refuse(code: ProblemCode, ...findings: readonly Finding[]): never {
  throw new ProblemError(code, findings);
}
