import { createHash, randomUUID } from 'node:crypto';
import jsonata from 'jsonata';
import { StateFailure } from './errors.ts';
import type { Json, JsonObject } from './types.ts';

/** What an expression may see, and where it stands (for the error message). */
export interface Scope {
  stateName: string;
  /** Id of the StateEntered event. */
  entered: number;
  /** Epoch ms: what `$now()` and `$millis()` say. */
  now: number;
  variables: JsonObject;
  /** `$states`: input, context, and result or errorOutput where they exist. */
  states: JsonObject;
}

const EXPRESSION = /^\{%([\s\S]*)%\}$/;

/** The JSONata text inside `{% %}`, or undefined for any other string. */
export function expressionOf(text: string): string | undefined {
  return EXPRESSION.exec(text)?.[1]?.trim();
}

const compiled = new Map<string, jsonata.Expression>();

/** Parses an expression and adds the functions of Step Functions. Throws jsonata's error on bad syntax. */
export function compile(text: string): jsonata.Expression {
  const known = compiled.get(text);
  if (known) return known;
  const expression = jsonata(text);
  expression.registerFunction('partition', partition, '<an:a<a>>');
  expression.registerFunction('range', range, '<nnn:a<n>>');
  expression.registerFunction('hash', hash, '<ss:s>');
  expression.registerFunction('random', random, '<n?:n>');
  expression.registerFunction('uuid', () => randomUUID(), '<:s>');
  expression.registerFunction('parse', parse, '<s:x>');
  expression.assign('eval', undefined);
  compiled.set(text, expression);
  return expression;
}

/** True when the expression calls or names `$eval`, which AWS does not offer. */
export function usesEval(text: string): boolean {
  const visit = (node: unknown): boolean => {
    if (Array.isArray(node)) return node.some(visit);
    if (typeof node !== 'object' || node === null) return false;
    if ('type' in node && node.type === 'variable' && 'value' in node && node.value === 'eval') return true;
    return Object.values(node).some(visit);
  };
  return visit(compile(text).ast());
}

function partition(list: Json[], size: number): Json[][] {
  if (!Number.isInteger(size) || size < 1) throw new Error('$partition needs a positive whole chunk size.');
  const chunks: Json[][] = [];
  for (let at = 0; at < list.length; at += size) chunks.push(list.slice(at, at + size));
  return chunks;
}

/** First, last, step; the last value is included when a step lands on it. */
function range(first: number, last: number, step: number): number[] {
  if (step === 0) throw new Error('$range needs a step other than zero.');
  const count = Math.floor((last - first) / step) + 1;
  if (count > 1_000_000) throw new Error('$range would produce more than 1 000 000 values.');
  return Array.from({ length: Math.max(0, count) }, (_, i) => first + i * step);
}

const ALGORITHMS = new Map([
  ['MD5', 'md5'],
  ['SHA-1', 'sha1'],
  ['SHA-256', 'sha256'],
  ['SHA-384', 'sha384'],
  ['SHA-512', 'sha512'],
]);

function hash(data: string, algorithm: string): string {
  const name = ALGORITHMS.get(algorithm);
  if (!name) throw new Error(`$hash takes ${[...ALGORITHMS.keys()].join(', ')}, not ${algorithm}.`);
  return createHash(name).update(data, 'utf8').digest('hex');
}

/** 0 ≤ n < 1; with a seed always the same number (AWS does not publish its generator, so not AWS's number). */
function random(seed?: number): number {
  if (seed === undefined) return Math.random();
  return createHash('sha256').update(String(seed)).digest().readUIntBE(0, 6) / 2 ** 48;
}

function parse(text: string): Json {
  try {
    return JSON.parse(text);
  } catch {
    throw new Error('$parse was given text that is not JSON.');
  }
}

const formatTime = jsonata('$fromMillis($at, $picture, $zone)');

function where(scope: Scope): string {
  return `An error occurred while executing the state '${scope.stateName}' (entered at the event id #${scope.entered}).`;
}

export function evaluationFailure(scope: Scope, location: string, sentence: string): StateFailure {
  return new StateFailure('States.QueryEvaluationError', `${where(scope)} ${sentence}`, { location });
}

/**
 * Evaluates one JSONata expression to a JSON value.
 * @throws StateFailure States.QueryEvaluationError: it threw, gave nothing, or gave a function.
 */
export async function evaluate(text: string, location: string, scope: Scope): Promise<Json> {
  const said = `The JSONata expression '${text}' specified for the field '${location}'`;
  let value: unknown;
  try {
    value = await compile(text).evaluate(undefined, {
      millis: () => scope.now,
      now: (picture?: string, zone?: string) =>
        formatTime.evaluate(undefined, { at: scope.now, picture, zone }),
      ...scope.variables,
      states: scope.states,
    });
  } catch (error) {
    const { code, message } = error as { code?: string; message?: string };
    const reason = [code, message].filter((part) => part !== undefined).join(': ');
    throw evaluationFailure(scope, location, `${said} threw an error during evaluation. ${reason}`);
  }
  if (value === undefined) throw evaluationFailure(scope, location, `${said} returned nothing (undefined).`);
  if (holdsFunction(value)) {
    throw evaluationFailure(scope, location, `${said} returned an unsupported result type.`);
  }
  // jsonata marks its sequences with hidden properties; JSON text is what AWS passes on.
  return JSON.parse(JSON.stringify(value));
}

function holdsFunction(value: unknown): boolean {
  if (typeof value === 'function') return true;
  if (typeof value !== 'object' || value === null) return false;
  if ('_jsonata_function' in value || '_jsonata_lambda' in value) return true;
  return Object.values(value).some(holdsFunction);
}

/** Evaluates every `{% %}` string inside a value; all else is taken as it stands. */
export async function evaluateTemplate(template: Json, location: string, scope: Scope): Promise<Json> {
  if (typeof template === 'string') {
    const text = expressionOf(template);
    return text === undefined ? template : evaluate(text, location, scope);
  }
  if (Array.isArray(template)) {
    const list: Json[] = [];
    for (const [i, item] of template.entries())
      list.push(await evaluateTemplate(item, `${location}[${i}]`, scope));
    return list;
  }
  if (typeof template === 'object' && template !== null) {
    const result: JsonObject = {};
    for (const [key, item] of Object.entries(template)) {
      result[key] = await evaluateTemplate(item, `${location}/${key}`, scope);
    }
    return result;
  }
  return template;
}

export function typeName(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

/**
 * Evaluates a field that must have a certain type.
 * @throws StateFailure States.QueryEvaluationError when `accept` says no.
 */
export async function evaluateAs<T extends Json>(
  template: Json,
  location: string,
  scope: Scope,
  expected: string,
  accept: (value: Json) => value is T,
): Promise<T> {
  const value = await evaluateTemplate(template, location, scope);
  if (accept(value)) return value;
  const text = typeof template === 'string' ? (expressionOf(template) ?? template) : JSON.stringify(template);
  throw evaluationFailure(
    scope,
    location,
    `The JSONata expression '${text}' specified for the field '${location}' returned an unexpected result type. ` +
      `Expected '${expected}', but was '${typeName(value)}' for value: ${JSON.stringify(value)}`,
  );
}

export const isArray = (value: Json): value is Json[] => Array.isArray(value);
export const isBoolean = (value: Json): value is boolean => typeof value === 'boolean';
export const isString = (value: Json): value is string => typeof value === 'string';
export const isObject = (value: Json): value is JsonObject => typeName(value) === 'object';
export const isWhole = (value: Json): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;
