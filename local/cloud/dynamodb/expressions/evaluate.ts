import type { AttributeValue, Item } from '../types.ts';
import { attribute, compareValues, typeOf, valuesEqual } from '../values.ts';
import type { Comparator, Condition, Operand, Path } from './ast.ts';

type Values = Record<string, AttributeValue>;

/** The value at a document path, or undefined where any step is missing. */
export function valueAt(item: Item, path: Path): AttributeValue | undefined {
  let value = attribute(item, path[0] as string);
  for (let i = 1; i < path.length && value !== undefined; i++) {
    const step = path[i]!;
    if (typeof step === 'number') value = value.L?.[step];
    else value = value.M && attribute(value.M, step);
  }
  return value;
}

/** Whether the item (an empty one where none is stored) meets the condition. */
export function evaluate(condition: Condition, item: Item, values: Values): boolean {
  switch (condition.kind) {
    case 'and':
      return evaluate(condition.left, item, values) && evaluate(condition.right, item, values);
    case 'or':
      return evaluate(condition.left, item, values) || evaluate(condition.right, item, values);
    case 'not':
      return !evaluate(condition.of, item, values);
    case 'exists':
      return (valueAt(item, condition.path) !== undefined) === condition.expected;
    case 'compare':
      return compare(
        condition.comparator,
        resolve(condition.left, item, values),
        resolve(condition.right, item, values),
      );
    case 'between': {
      const value = resolve(condition.of, item, values);
      return (
        compare('>=', value, resolve(condition.low, item, values)) &&
        compare('<=', value, resolve(condition.high, item, values))
      );
    }
    case 'in': {
      const value = resolve(condition.of, item, values);
      return condition.options.some((option) => compare('=', value, resolve(option, item, values)));
    }
    default:
      return call(
        condition.kind,
        resolve(condition.left, item, values),
        resolve(condition.right, item, values),
      );
  }
}

function resolve(operand: Operand, item: Item, values: Values): AttributeValue | undefined {
  if (operand.kind === 'value') return values[operand.name];
  if (operand.kind === 'path') return valueAt(item, operand.path);
  const size = sizeOf(resolve(operand.of, item, values));
  return size === undefined ? undefined : { N: String(size) };
}

/** size(): characters of a string (UTF-16 code units), bytes of a binary, members of anything else that has them. */
function sizeOf(value: AttributeValue | undefined): number | undefined {
  if (!value) return undefined;
  if (value.S !== undefined) return value.S.length;
  if (value.B !== undefined) return Buffer.byteLength(value.B, 'base64');
  if (value.M) return Object.keys(value.M).length;
  return (value.L ?? value.SS ?? value.NS ?? value.BS)?.length;
}

function compare(
  comparator: Comparator,
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean {
  if (comparator === '<>') return !(left && right && valuesEqual(left, right));
  if (!left || !right) return false;
  if (comparator === '=') return valuesEqual(left, right);
  const order = compareValues(left, right);
  if (order === undefined) return false;
  switch (comparator) {
    case '<':
      return order < 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '>=':
      return order >= 0;
  }
}

function call(
  name: 'attribute_type' | 'begins_with' | 'contains',
  left: AttributeValue | undefined,
  right: AttributeValue | undefined,
): boolean {
  if (!left || !right) return false;
  if (name === 'attribute_type') return typeOf(left) === right.S;
  if (name === 'contains') return contains(left, right);
  if (left.S !== undefined && right.S !== undefined) return left.S.startsWith(right.S);
  if (left.B === undefined || right.B === undefined) return false;
  const prefix = Buffer.from(right.B, 'base64');
  return Buffer.from(left.B, 'base64').subarray(0, prefix.length).equals(prefix);
}

function contains(left: AttributeValue, right: AttributeValue): boolean {
  if (left.S !== undefined) return right.S !== undefined && left.S.includes(right.S);
  if (left.B !== undefined) {
    return right.B !== undefined && Buffer.from(left.B, 'base64').includes(Buffer.from(right.B, 'base64'));
  }
  if (left.L) return left.L.some((entry) => valuesEqual(entry, right));
  if (left.SS) return right.S !== undefined && left.SS.includes(right.S);
  if (left.NS) return right.N !== undefined && left.NS.includes(right.N);
  if (left.BS) return right.B !== undefined && left.BS.includes(right.B);
  return false;
}
