import conditionParser from 'dynalite/db/conditionParser.js';
import projectionParser from 'dynalite/db/projectionParser.js';
import updateParser from 'dynalite/db/updateParser.js';
import { validation } from '../errors.ts';
import type { AttributeValue } from '../types.ts';
import { compareValues, typeOf } from '../values.ts';
import type {
  ParsedCondition,
  ParsedProjection,
  ParsedUpdate,
  PegContext,
  PegParser,
  PegResult,
} from './ast.ts';
import { compileCondition, compileUpdate } from './compile.ts';
import { isReserved } from './reserved.ts';
import { syntaxError } from './syntax-error.ts';

/** Bytes of one expression string (DynamoDB quota). */
const MAX_EXPRESSION = 4096;
/** Parsing costs some 70 µs; a program has a few dozen expressions. */
const CACHE_SIZE = 2000;

export interface Placeholders {
  names: Record<string, string>;
  values: Record<string, AttributeValue>;
  /** The part of the cache key that belongs to the placeholders: names whole, values by type only. */
  signature: string;
  usedNames: Set<string>;
  usedValues: Set<string>;
}

type Label =
  | 'ConditionExpression'
  | 'FilterExpression'
  | 'KeyConditionExpression'
  | 'UpdateExpression'
  | 'ProjectionExpression';

interface Output {
  result: PegResult;
  names: string[];
  values: string[];
  /** Which placeholder a value in the result stands for. */
  nameOf: (value: unknown) => string | undefined;
}

const conditions = new Map<string, ParsedCondition>();
const updates = new Map<string, ParsedUpdate>();
const projections = new Map<string, ParsedProjection>();

export function placeholders(
  names: Record<string, string>,
  values: Record<string, AttributeValue>,
): Placeholders {
  let signature = '';
  for (const name of Object.keys(names)) signature += `\0${name}\0${names[name]}`;
  for (const name of Object.keys(values)) signature += `\0${name}\0${typeOf(values[name]!)}`;
  return { names, values, signature, usedNames: new Set(), usedValues: new Set() };
}

/**
 * Parses ConditionExpression, FilterExpression and KeyConditionExpression.
 * @throws DynamoDbError ValidationException, "Invalid <label>: …"
 */
export function parseCondition(label: Label, text: string, given: Placeholders): ParsedCondition {
  const parsed = cached(conditions, label, text, given, () => {
    const output = run(conditionParser, label, text, given);
    return { ...output, ...compileCondition(label, output.result.expression!, output.nameOf, given.values) };
  });
  checkValues(label, parsed, given);
  return parsed;
}

export function parseUpdate(text: string, given: Placeholders): ParsedUpdate {
  return cached(updates, 'UpdateExpression', text, given, () => {
    const output = run(updateParser, 'UpdateExpression', text, given);
    const actions = compileUpdate(output.result.sections!, output.nameOf);
    return { ...output, actions, paths: output.result.paths! };
  });
}

export function parseProjection(text: string, given: Placeholders): ParsedProjection {
  return cached(projections, 'ProjectionExpression', text, given, () => {
    const output = run(projectionParser, 'ProjectionExpression', text, given);
    return { ...output, paths: output.result.paths! };
  });
}

/** Every placeholder must be used by some expression of the request. */
export function checkAllUsed({ names, values, usedNames, usedValues }: Placeholders): void {
  for (const [kind, given, used] of [
    ['ExpressionAttributeNames', names, usedNames],
    ['ExpressionAttributeValues', values, usedValues],
  ] as const) {
    const unused = Object.keys(given).filter((name) => !used.has(name));
    if (unused.length > 0) {
      throw validation(`Value provided in ${kind} unused in expressions: keys: {${unused.join(', ')}}`);
    }
  }
}

function cached<T extends { names: readonly string[]; values: readonly string[] }>(
  cache: Map<string, T>,
  label: Label,
  text: string,
  given: Placeholders,
  parse: () => T,
): T {
  const key = `${label}\0${text}${given.signature}`;
  let parsed = cache.get(key);
  if (!parsed) {
    parsed = parse();
    if (cache.size >= CACHE_SIZE) cache.clear();
    cache.set(key, parsed);
  }
  for (const name of parsed.names) given.usedNames.add(name);
  for (const name of parsed.values) given.usedValues.add(name);
  return parsed;
}

function run(parser: PegParser, label: Label, text: string, given: Placeholders) {
  if (text === '') throw validation(`Invalid ${label}: The expression can not be empty;`);
  if (Buffer.byteLength(text) > MAX_EXPRESSION) {
    throw validation(
      `Invalid ${label}: Expression size has exceeded the maximum allowed size; expression size: ${Buffer.byteLength(text)}`,
    );
  }
  // One object a placeholder, so that the parser's result tells which placeholder a value came from.
  const origin = new Map<unknown, string>();
  const attrVals: PegContext['attrVals'] = Object.create(null);
  for (const name of Object.keys(given.values)) {
    attrVals[name] = forParser(given.values[name]!);
    origin.set(attrVals[name], name);
  }
  const context: PegContext = {
    attrNames: Object.assign(Object.create(null), given.names),
    attrVals,
    unusedAttrNames: all(given.names),
    unusedAttrVals: all(given.values),
    isReserved,
    compare: (_operator, a, b) => (compareValues(a, b) ?? 0) > 0,
  };
  let result: PegResult | string;
  try {
    result = parser.parse(text, { context });
  } catch (error) {
    throw validation(`Invalid ${label}: ${syntaxError(text, error)}`);
  }
  if (typeof result === 'string') {
    const operator = /; operator: (ADD|DELETE), operand type: \w+$/.exec(result)?.[1];
    const suffix = operator ? `, typeSet: ALLOWED_FOR_${operator}_OPERAND` : '';
    throw validation(`Invalid ${label}: ${result}${suffix}`);
  }
  return {
    result,
    nameOf: (value: unknown) => origin.get(value),
    names: Object.keys(given.names).filter((name) => !(name in context.unusedAttrNames)),
    values: Object.keys(given.values).filter((name) => !(name in context.unusedAttrVals)),
    nestedHeads: Object.keys(result.nestedPaths),
  } satisfies Output & { nestedHeads: string[] };
}

/** The parser looks at the type, and into scalars only. It prints what it refuses, and a map without prototype has no print. */
function forParser(value: AttributeValue): AttributeValue {
  if (value.M) return { M: {} };
  return value.L ? { L: [] } : { ...value };
}

function all(given: Record<string, unknown>): Record<string, true> {
  const result: Record<string, true> = Object.create(null);
  for (const name of Object.keys(given)) result[name] = true;
  return result;
}

/** The checks that depend on a value and not only on its type: a cached expression meets new values. */
function checkValues(label: Label, parsed: ParsedCondition, { values }: Placeholders): void {
  for (const [low, high] of parsed.bounds) {
    const from = values[low]!;
    const to = values[high]!;
    if ((compareValues(from, to) ?? 0) > 0) {
      throw validation(
        `Invalid ${label}: The BETWEEN operator requires upper bound to be greater than or equal to lower bound; ` +
          `lower bound operand: AttributeValue: ${show(from)}, upper bound operand: AttributeValue: ${show(to)}`,
      );
    }
  }
  for (const name of parsed.typeNames) {
    const type = values[name]?.S ?? '';
    if (!/^([SNB]|NULL|BOOL|SS|NS|BS|L|M)$/.test(type)) {
      throw validation(
        `Invalid ${label}: Invalid attribute type name found; type: ${type}, valid types: {B,NULL,SS,BOOL,L,BS,N,NS,S,M}`,
      );
    }
  }
}

function show(value: AttributeValue): string {
  const type = typeOf(value);
  return `{${type}:${String(value[type])}}`;
}
