import type { MetricName } from './contracts/metrics.ts';

/**
 * Structured log lines (Lambda's native JSON format). Ids and codes only: no bodies, names, numbers or tokens —
 * that is why `info` takes facts by a closed list of types instead of objects.
 */
type Facts = Record<string, string | number | boolean | undefined | readonly string[]>;

let context: Facts = {};

export const log = {
  /** Sets what every line of this invocation carries. */
  begin(facts: Facts): void {
    context = facts;
  },
  info(message: string, facts: Facts = {}): void {
    write('INFO', message, facts);
  },
  warn(message: string, facts: Facts = {}): void {
    write('WARN', message, facts);
  },
  /** Something that is counted and rings an alarm. */
  metric(metric: MetricName, message: string, facts: Facts = {}): void {
    write('WARN', message, { ...facts, metric });
  },
  /** The error's name, message and stack; callers never put personal data into messages of errors. */
  error(message: string, error: unknown, facts: Facts = {}): void {
    const { name, message: text, stack } = error instanceof Error ? error : new Error(String(error));
    write('ERROR', message, { ...facts, error: name, detail: text, stack });
  },
};

function write(level: string, message: string, facts: Facts): void {
  process.stdout.write(`${JSON.stringify({ level, message, ...context, ...facts })}\n`);
}
