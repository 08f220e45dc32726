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

/** Parses an expression. Throws jsonata's error on bad syntax. */
export function compile(text: string): jsonata.Expression {
  const known = compiled.get(text);
  if (known) return known;
  const expression = jsonata(text);
  compiled.set(text, expression);
  return expression;
}

/** `$eval` is not there on AWS; the others AWS has beside JSONata's own, or in another form, and no machine here uses them. */
const NOT_HERE = new Set(['eval', 'partition', 'range', 'hash', 'random', 'uuid', 'parse']);

/** The first function that the expression calls or names and that is not offered here. */
export function missingFunction(text: string): string | undefined {
  const visit = (node: unknown): string | undefined => {
    if (typeof node !== 'object' || node === null) return undefined;
    if ('type' in node && node.type === 'variable' && 'value' in node && NOT_HERE.has(String(node.value)))
      return String(node.value);
    for (const inner of Object.values(node)) {
      const found = visit(inner);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  return visit(compile(text).ast());
}

const formatTime = jsonata('$fromMillis($at, $picture, $zone)');

function where(scope: Scope): string {
  return `An error occurred while executing the state '${scope.stateName}' (entered at the event id #${scope.entered}).`;
}

export function evaluationFailure(scope: Scope, location: string, sentence: string): StateFailure {
  return new StateFailure('States.QueryEvaluationError', `${where(scope)} ${sentence}`, location);
}

/**
 * Evaluates one JSONata expression to a JSON value.
 * @throws StateFailure States.QueryEvaluationError: it threw, gave nothing, or gave a function.
 */
async function evaluate(text: string, location: string, scope: Scope): Promise<Json> {
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
  if (typeof value === 'string' || typeof value === 'boolean') return value;
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

/** As JSON calls it. */
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
