import type { Json, JsonObject } from './types.ts';

/** Amazon States Language, the JSONata subset that validate.ts lets through. */
export interface Retrier {
  ErrorEquals: string[];
  IntervalSeconds?: number;
  MaxAttempts?: number;
  BackoffRate?: number;
  MaxDelaySeconds?: number;
  JitterStrategy?: 'NONE' | 'FULL';
}

export interface Catcher {
  ErrorEquals: string[];
  Next: string;
  Assign?: JsonObject;
  Output?: Json;
}

interface ChoiceRule {
  Condition: Json;
  Next: string;
  Assign?: JsonObject;
  Output?: Json;
}

export type StateType = 'Task' | 'Pass' | 'Choice' | 'Wait' | 'Succeed' | 'Fail' | 'Parallel' | 'Map';

export interface State {
  Type: StateType;
  Next?: string;
  End?: true;
  Assign?: JsonObject;
  Output?: Json;
  Arguments?: Json;
  Resource?: string;
  TimeoutSeconds?: number | string;
  Retry?: Retrier[];
  Catch?: Catcher[];
  Choices?: ChoiceRule[];
  Default?: string;
  Seconds?: number | string;
  Timestamp?: string;
  Error?: string;
  Cause?: string;
  Branches?: Container[];
  Items?: Json;
  ItemSelector?: Json;
  ItemProcessor?: Container;
  MaxConcurrency?: number | string;
}

/** What holds states: the machine itself, a branch, an item processor. */
export interface Container {
  StartAt: string;
  States: Record<string, State>;
}

export interface Machine extends Container {
  QueryLanguage?: 'JSONata';
  TimeoutSeconds?: number;
}

/** `arn:aws:states:::lambda:invoke`, with or without a task token, in any partition. */
export const RESOURCE = /^arn:aws[a-z-]*:states:::lambda:(invoke(?:\.waitForTaskToken)?)$/;

/** The container that a frame's path names. */
export function containerAt(machine: Machine, path: string[]): Container {
  let at: unknown = machine;
  for (const key of path) at = (at as Record<string, unknown>)[key];
  return at as Container;
}

/** Path of a state's branch (Parallel) or of its item processor (Map). */
export function innerPath(path: string[], state: string, type: StateType, branch: number): string[] {
  const inner = type === 'Parallel' ? ['Branches', String(branch)] : ['ItemProcessor'];
  return [...path, 'States', state, ...inner];
}

const RFC3339 = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2}:\d{2})(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/** Epoch ms of an RFC 3339 timestamp with a zone, or undefined: 30 February and 25:00 are none. */
export function parseTimestamp(text: string): number | undefined {
  const match = RFC3339.exec(text);
  if (!match) return undefined;
  const [, day, time, fraction = '', zone] = match;
  const asUtc = Date.parse(`${day}T${time}Z`);
  // Date.parse rolls 30 February over into March: the written day must come back.
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 10) !== day) return undefined;
  const at = Date.parse(`${day}T${time}${fraction.slice(0, 4)}${zone}`);
  return Number.isNaN(at) ? undefined : at;
}
