import { DynamoDbError, invalidParameter, serialization, validation } from './errors.ts';
import type { ParsedCondition, ParsedProjection } from './expressions/ast.ts';
import { type Placeholders, parseCondition, parseProjection, placeholders } from './expressions/parse.ts';
import type { AttributeValue, Item } from './types.ts';
import { checkItem, checkValue } from './values.ts';

/** A request, or a structure in one, of which nothing is known yet. */
export type Input = Record<string, unknown>;

const LEGACY = [
  'Expected',
  'AttributeUpdates',
  'AttributesToGet',
  'ConditionalOperator',
  'KeyConditions',
  'QueryFilter',
  'ScanFilter',
] as const;
const EXPRESSIONS = [
  'UpdateExpression',
  'ConditionExpression',
  'KeyConditionExpression',
  'FilterExpression',
  'ProjectionExpression',
] as const;

export const memberFault = (value: string, member: string, constraint: string) =>
  validation(
    `1 validation error detected: Value ${value} at '${member}' failed to satisfy constraint: ${constraint}`,
  );

export const isMissing = (value: unknown): value is undefined | null => value === undefined || value === null;

export function structure(value: unknown): Input {
  if (typeof value !== 'object' || value === null) throw serialization('Unexpected field type');
  if (Array.isArray(value)) throw serialization('Unexpected collection type');
  return value as Input;
}

export function list(input: Input, name: string): unknown[] | undefined {
  const value = input[name];
  if (isMissing(value)) return undefined;
  if (!Array.isArray(value)) throw serialization('Unexpected field type');
  return value;
}

export function optionalString(input: Input, name: string): string | undefined {
  const value = input[name];
  if (isMissing(value)) return undefined;
  if (typeof value === 'string') return value;
  throw serialization(`${(typeof value).toUpperCase()}_VALUE cannot be converted to String`);
}

export function optionalFlag(input: Input, name: string): boolean | undefined {
  const value = input[name];
  if (isMissing(value)) return undefined;
  if (typeof value === 'boolean') return value;
  throw serialization(`${(typeof value).toUpperCase()}_VALUE cannot be converted to Boolean`);
}

export function optionalInteger(input: Input, name: string, minimum: number): number | undefined {
  const value = input[name];
  if (isMissing(value)) return undefined;
  if (typeof value !== 'number')
    throw serialization(`${(typeof value).toUpperCase()}_VALUE cannot be converted to Integer`);
  const whole = Math.trunc(value);
  if (whole < minimum) {
    throw memberFault(
      `'${whole}'`,
      lowerFirst(name),
      `Member must have value greater than or equal to ${minimum}`,
    );
  }
  return whole;
}

export function optionalEnum<T extends string>(
  input: Input,
  name: string,
  allowed: readonly T[],
): T | undefined {
  const value = optionalString(input, name);
  if (value === undefined || allowed.includes(value as T)) return value as T | undefined;
  throw memberFault(
    `'${value}'`,
    lowerFirst(name),
    `Member must satisfy enum value set: [${allowed.join(', ')}]`,
  );
}

const lowerFirst = (name: string) => name.charAt(0).toLowerCase() + name.slice(1);

const TABLE_NAME = /^[a-zA-Z0-9_.-]{3,255}$/;

export function checkTableName(value: string | undefined, member = 'tableName'): string {
  if (value === undefined) throw memberFault('null', member, 'Member must not be null');
  if (TABLE_NAME.test(value)) return value;
  if (value.length < 3 || value.length > 255) {
    throw validation('TableName must be at least 3 characters long and at most 255 characters long');
  }
  throw memberFault(`'${value}'`, member, 'Member must satisfy regular expression pattern: [a-zA-Z0-9_.-]+');
}

export function requiredItem(input: Input, name: 'Key' | 'Item'): Item {
  if (isMissing(input[name])) throw memberFault('null', lowerFirst(name), 'Member must not be null');
  return checkItem(input[name]);
}

/** The parameters from before expressions (2014) are refused: this engine has only expressions. */
function refuseLegacy(input: Input): void {
  for (const name of LEGACY) {
    if (!isMissing(input[name])) {
      throw validation(
        `The legacy parameter ${name} is not supported by the embedded DynamoDB; use an expression`,
      );
    }
  }
}

/** The expression parameters of a request; each is parsed when asked for. */
export interface Expressions extends Placeholders {
  text(name: (typeof EXPRESSIONS)[number]): string | undefined;
  condition(
    name: 'ConditionExpression' | 'FilterExpression' | 'KeyConditionExpression',
  ): ParsedCondition | undefined;
  projection(): ParsedProjection | undefined;
}

const NONE: Record<string, never> = Object.freeze(Object.create(null));

/** @param valued the request's expressions that may name values */
export function expressionsOf(
  input: Input,
  valued: readonly (typeof EXPRESSIONS)[number][] = [],
): Expressions {
  refuseLegacy(input);
  const has = EXPRESSIONS.some((name) => !isMissing(input[name]));
  const givenNames = input.ExpressionAttributeNames;
  const givenValues = input.ExpressionAttributeValues;
  if (!has && !isMissing(givenNames)) {
    throw validation('ExpressionAttributeNames can only be specified when using expressions');
  }
  if (
    !isMissing(givenValues) &&
    (valued.length > 0 ? valued : EXPRESSIONS).every((name) => isMissing(input[name]))
  ) {
    const absent =
      valued.length > 0 ? `: ${valued.join(' and ')} ${valued.length > 1 ? 'are' : 'is'} null` : '';
    throw validation(`ExpressionAttributeValues can only be specified when using expressions${absent}`);
  }
  const names = isMissing(givenNames) ? NONE : checkNames(structure(givenNames));
  const values = isMissing(givenValues) ? NONE : checkValues(structure(givenValues));
  const given = placeholders(names, values);
  const text = (name: (typeof EXPRESSIONS)[number]) => optionalString(input, name);
  return {
    ...given,
    text,
    condition(name) {
      const expression = text(name);
      return expression === undefined ? undefined : parseCondition(name, expression, given);
    },
    projection() {
      const expression = text('ProjectionExpression');
      return expression === undefined ? undefined : parseProjection(expression, given);
    },
  };
}

function checkNames(given: Input): Record<string, string> {
  const names: Record<string, string> = Object.create(null);
  const keys = Object.keys(given);
  if (keys.length === 0) throw validation('ExpressionAttributeNames must not be empty');
  for (const key of keys) {
    if (!/^#[0-9a-zA-Z_]+$/.test(key)) {
      throw validation(`ExpressionAttributeNames contains invalid key: Syntax error; key: "${key}"`);
    }
    const name = optionalString(given, key);
    if (!name) {
      throw validation(
        `ExpressionAttributeNames contains invalid value: The expression attribute name must not be empty; key: ${key}`,
      );
    }
    names[key] = name;
  }
  return names;
}

function checkValues(given: Input): Record<string, AttributeValue> {
  const values: Record<string, AttributeValue> = Object.create(null);
  const keys = Object.keys(given);
  if (keys.length === 0) throw validation('ExpressionAttributeValues must not be empty');
  for (const key of keys) {
    if (!/^:[0-9a-zA-Z_]+$/.test(key)) {
      throw validation(`ExpressionAttributeValues contains invalid key: Syntax error; key: "${key}"`);
    }
    try {
      values[key] = checkValue(given[key]);
    } catch (error) {
      if (!(error instanceof DynamoDbError) || error.name !== 'ValidationException') throw error;
      throw validation(`ExpressionAttributeValues contains invalid value: ${error.message} for key ${key}`);
    }
  }
  return values;
}

/** A projection or filter that reaches into a key attribute, which is always a scalar. */
export function refuseNestedKeys(nestedHeads: readonly string[], keyNames: readonly string[]): void {
  const name = nestedHeads.find((head) => keyNames.includes(head));
  if (name === undefined) return;
  throw invalidParameter(
    `Key attributes must be scalars; list random access '[]' and map lookup '.' are not allowed: Key: ${name}`,
  );
}
