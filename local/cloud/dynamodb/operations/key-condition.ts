import { validation } from '../errors.ts';
import type { Comparator, Condition, Operand, ParsedCondition } from '../expressions/ast.ts';
import { encodeScalar, type KeyAttribute, type Keys } from '../table.ts';
import type { AttributeValue } from '../types.ts';

/** A range of encoded range keys. */
export interface KeyRange {
  hash: Uint8Array;
  low?: { bytes: Uint8Array; inclusive: boolean };
  high?: { bytes: Uint8Array; inclusive: boolean };
}

interface KeyTest {
  operator: Comparator | 'between' | 'begins_with';
  values: AttributeValue[];
}

const MIRROR: Record<Comparator, Comparator> = {
  '=': '=',
  '<>': '<>',
  '<': '>',
  '<=': '>=',
  '>': '<',
  '>=': '<=',
};

const badOperator = (name: string) => validation(`Invalid operator used in KeyConditionExpression: ${name}`);

/**
 * What a KeyConditionExpression selects.
 * @throws DynamoDbError ValidationException where it is no equality on the hash key and one test of the range key
 */
export function keyRange(
  parsed: ParsedCondition,
  values: Record<string, AttributeValue>,
  keys: Keys,
): KeyRange {
  const tests = new Map<string, KeyTest>();
  collect(parsed.root, values, tests);
  if (tests.size > 2) throw validation('Conditions can be of length 1 or 2 only');
  const hash = tests.get(keys.hash.name);
  const range = keys.range && tests.get(keys.range.name);
  if (!hash || (tests.size === 2 && !range)) {
    const missing = hash ? keys.range?.name : keys.hash.name;
    throw validation(
      missing === undefined
        ? 'Query key condition not supported'
        : `Query condition missed key schema element: ${missing}`,
    );
  }
  checkTest(hash, keys.hash);
  if (hash.operator !== '=') throw validation('Query key condition not supported');
  const result: KeyRange = { hash: encodeScalar(hash.values[0]!) };
  if (!range || !keys.range) return result;
  checkTest(range, keys.range);
  return { ...result, ...bounds(range) };
}

function checkTest(test: KeyTest, key: KeyAttribute): void {
  for (const value of test.values) {
    if (value[key.type] === undefined) {
      throw validation(
        'One or more parameter values were invalid: Condition parameter type does not match schema type',
      );
    }
    if (value.S === '' || value.B === '') {
      throw validation(
        'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ' +
          `${value.S === '' ? 'string' : 'binary'} value. Key: ${key.name}`,
      );
    }
  }
}

function bounds({ operator, values }: KeyTest): Pick<KeyRange, 'low' | 'high'> {
  const bytes = encodeScalar(values[0]!);
  const inclusive = { bytes, inclusive: true };
  switch (operator) {
    case '<':
      return { high: { bytes, inclusive: false } };
    case '<=':
      return { high: inclusive };
    case '>':
      return { low: { bytes, inclusive: false } };
    case '>=':
      return { low: inclusive };
    case 'between':
      return { low: inclusive, high: { bytes: encodeScalar(values[1]!), inclusive: true } };
    case 'begins_with': {
      const next = successor(bytes);
      return next ? { low: inclusive, high: { bytes: next, inclusive: false } } : { low: inclusive };
    }
    default:
      return { low: inclusive, high: inclusive };
  }
}

/** The least byte string above every one that begins with the prefix, or undefined where all bytes are 0xff. */
function successor(prefix: Uint8Array): Uint8Array | undefined {
  let end = prefix.length;
  while (end > 0 && prefix[end - 1] === 0xff) end--;
  if (end === 0) return undefined;
  const next = Uint8Array.from(prefix.subarray(0, end));
  next[end - 1]!++;
  return next;
}

function collect(
  condition: Condition,
  values: Record<string, AttributeValue>,
  tests: Map<string, KeyTest>,
): void {
  const add = (name: string, test: KeyTest) => {
    if (tests.has(name)) {
      throw validation('KeyConditionExpressions must only contain one condition per key');
    }
    tests.set(name, test);
  };
  switch (condition.kind) {
    case 'and':
      collect(condition.left, values, tests);
      collect(condition.right, values, tests);
      return;
    case 'compare': {
      if (condition.comparator === '<>') throw badOperator('<>');
      const mirrored = condition.left.kind !== 'path';
      const [path, value] = mirrored ? [condition.right, condition.left] : [condition.left, condition.right];
      const operator = mirrored ? MIRROR[condition.comparator] : condition.comparator;
      add(keyName(path), { operator, values: [literal(value, values)] });
      return;
    }
    case 'between':
      add(keyName(condition.of, 'BETWEEN'), {
        operator: 'between',
        values: [literal(condition.low, values), literal(condition.high, values)],
      });
      return;
    case 'begins_with':
      add(keyName(condition.left, 'begins_with'), {
        operator: 'begins_with',
        values: [literal(condition.right, values)],
      });
      return;
    case 'exists':
      throw badOperator(condition.expected ? 'attribute_exists' : 'attribute_not_exists');
    case 'attribute_type':
    case 'contains':
      throw badOperator(condition.kind);
    default:
      throw badOperator(condition.kind.toUpperCase());
  }
}

function keyName(operand: Operand, operator?: string): string {
  if (operand.kind === 'size') {
    throw validation('KeyConditionExpressions cannot contain nested operations');
  }
  if (operand.kind === 'value') {
    throw validation(
      operator === undefined
        ? 'Invalid condition in KeyConditionExpression: No key attribute specified'
        : `Invalid condition in KeyConditionExpression: ${operator} operator must have the key attribute as its first operand`,
    );
  }
  if (operand.path.length > 1) {
    throw validation('KeyConditionExpressions cannot have conditions on nested attributes');
  }
  return operand.path[0] as string;
}

function literal(operand: Operand, values: Record<string, AttributeValue>): AttributeValue {
  if (operand.kind === 'value') return values[operand.name]!;
  throw validation(
    operand.kind === 'size'
      ? 'KeyConditionExpressions cannot contain nested operations'
      : 'Invalid condition in KeyConditionExpression: Multiple attribute names used in one condition',
  );
}
