import { ServiceError, validation } from './errors.ts';
import type { Place } from './step.ts';

/** The partition of a region: `aws`, `aws-cn`, `aws-us-gov`. */
export function partitionOf(region: string): string {
  if (region.startsWith('cn-')) return 'aws-cn';
  return region.startsWith('us-gov-') ? 'aws-us-gov' : 'aws';
}

export const machineArn = (place: Place, name: string) =>
  `arn:${place.partition}:states:${place.region}:${place.accountId}:stateMachine:${name}`;

/** The execution's ARN is the machine's with another resource type, whatever account the machine was given. */
export const executionArn = (machine: string, name: string) =>
  `${machine.replace(':stateMachine:', ':execution:')}:${name}`;

const MACHINE = /^(arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:stateMachine:([^:]{1,80}))(?::([^:]{1,80}))?$/;
const EXECUTION = /^arn:aws[a-z-]*:states:[a-z0-9-]+:\d{12}:execution:[^:]{1,80}:[^:]{1,80}$/;

function invalidArn(arn: string): ServiceError {
  const reason = arn.startsWith('arn:') ? 'Resource type not valid in this context' : 'Invalid ARN prefix';
  return new ServiceError('InvalidArn', `Invalid Arn: '${reason}: ${arn}'`);
}

/** A state machine ARN with its qualifier: a version's number or an alias's name. */
export function parseMachineArn(arn: string): {
  machine: string;
  name: string;
  qualifier: string | undefined;
} {
  const match = MACHINE.exec(arn);
  if (!match) throw invalidArn(arn);
  return { machine: match[1]!, name: match[2]!, qualifier: match[3] };
}

export function checkExecutionArn(arn: string): string {
  if (!EXECUTION.test(arn)) throw invalidArn(arn);
  return arn;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: AWS forbids exactly these in names.
const FORBIDDEN = /[\s<>{}[\]?*"#%\\^|~`$&,;:/\u0000-\u001f\u007f-\u009f\ufffe\uffff\ud800-\udfff]/;

/** Names of machines and executions: 1 to 80 characters without white space, brackets, wildcards, special signs. */
export function checkName(name: string): string {
  if (!name || name.length > 80 || FORBIDDEN.test(name)) {
    throw new ServiceError('InvalidName', `Invalid Name: '${name}'`);
  }
  return name;
}

/** The input of an operation, read field by field with AWS's words when one is missing or of the wrong kind. */
export class Input {
  readonly #fields: Record<string, unknown>;
  constructor(value: unknown) {
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
    if (!isObject)
      throw new ServiceError('SerializationException', 'The request body must be a JSON object.');
    this.#fields = value as Record<string, unknown>;
  }

  has(name: string): boolean {
    return this.#fields[name] !== undefined && this.#fields[name] !== null;
  }

  /** Refuses what is asked for and not offered: an answer must never hold more than was wanted. */
  refuse(name: string, value: unknown): void {
    if (this.#fields[name] === value) throw validation(`${name} ${value} is not offered here.`);
  }

  string(name: string): string {
    const value = this.optionalString(name);
    if (value !== undefined) return value;
    throw validation(
      `1 validation error detected: Value null at '${name}' failed to satisfy constraint: Member must not be null`,
    );
  }

  optionalString(name: string, most = 1_048_576): string | undefined {
    if (!this.has(name)) return undefined;
    const value = this.#fields[name];
    if (typeof value !== 'string')
      throw new ServiceError('SerializationException', `${name} must be a string.`);
    if (value.length <= most) return value;
    throw validation(
      `1 validation error detected: Value at '${name}' failed to satisfy constraint: ` +
        `Member must have length less than or equal to ${most}`,
    );
  }

  boolean(name: string, missing: boolean): boolean {
    if (!this.has(name)) return missing;
    const value = this.#fields[name];
    if (typeof value !== 'boolean')
      throw new ServiceError('SerializationException', `${name} must be a boolean.`);
    return value;
  }

  /** `maxResults`: 0 or nothing means the default of 100, 1000 is the most. */
  pageSize(): number {
    const value = this.has('maxResults') ? this.#fields.maxResults : 0;
    if (!Number.isInteger(value))
      throw new ServiceError('SerializationException', 'maxResults must be an integer.');
    const bound = (value as number) < 0 ? 'greater than or equal to 0' : 'less than or equal to 1000';
    if ((value as number) < 0 || (value as number) > 1000) {
      throw validation(
        `1 validation error detected: Value '${value}' at 'maxResults' failed to satisfy constraint: ` +
          `Member must have value ${bound}`,
      );
    }
    return (value as number) || 100;
  }

  /** Where the next page begins, if this is a token of the same question. */
  pageStart(question: string): number | undefined {
    const token = this.optionalString('nextToken', 3096);
    if (token === undefined) return undefined;
    try {
      const [asked, at] = JSON.parse(Buffer.from(token, 'base64url').toString('utf8')) as [string, number];
      if (asked === question && Number.isInteger(at)) return at;
    } catch {
      // Falls through to the one answer for every bad token.
    }
    throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
  }
}

export const pageToken = (question: string, at: number) =>
  Buffer.from(JSON.stringify([question, at])).toString('base64url');
