import { invalidParameter, serialization, validation } from './errors.ts';
import { compareNumbers, type NumberFault, normaliseNumber, numberSize } from './numbers.ts';
import type { AttributeType, AttributeValue, Item } from './types.ts';

const TYPES: ReadonlySet<string> = new Set(['S', 'N', 'B', 'BOOL', 'NULL', 'SS', 'NS', 'BS', 'L', 'M']);
const MAX_DEPTH = 32;
const NUMBER_FAULTS: Record<NumberFault, string> = {
  syntax: 'The parameter cannot be converted to a numeric value',
  overflow: 'Number overflow. Attempting to store a number with magnitude larger than supported range',
  underflow: 'Number underflow. Attempting to store a number with magnitude smaller than supported range',
  precision: 'Attempting to store more than 38 significant digits in a Number',
};

/** The one type of a checked value. */
export function typeOf(value: AttributeValue): AttributeType {
  for (const type in value) return type as AttributeType;
  throw new TypeError('an attribute value without a type');
}

/** An own attribute; never something that the object inherits (an item may have an attribute "constructor"). */
export function attribute(item: Item, name: string): AttributeValue | undefined {
  return Object.hasOwn(item, name) ? item[name] : undefined;
}

/** Sets an own attribute, whatever its name: "__proto__" is one, too. */
export function setAttribute(item: Item, name: string, value: AttributeValue): void {
  if (name !== '__proto__') item[name] = value;
  else Object.defineProperty(item, name, { value, enumerable: true, writable: true, configurable: true });
}

export function numberFault(fault: NumberFault, text: string) {
  return validation(NUMBER_FAULTS[fault] + (fault === 'syntax' && text !== '' ? `: ${text}` : ''));
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') throw serialization('NUMBER_VALUE cannot be converted to String');
  if (typeof value === 'boolean') {
    throw serialization(`${value ? 'TRUE' : 'FALSE'}_VALUE cannot be converted to String`);
  }
  throw serialization('Start of structure or map found where not expected');
}

function checkNumber(value: unknown): string {
  const given = text(value);
  const result = normaliseNumber(given);
  if ('fault' in result) throw numberFault(result.fault, given);
  return result.ok;
}

function checkBytes(value: unknown): string {
  if (typeof value !== 'string') throw serialization('only base64-encoded strings are convertible to bytes');
  if (value.length % 4 !== 0) {
    throw serialization(`Base64 encoded length is expected a multiple of 4 bytes but found: ${value.length}`);
  }
  if (Buffer.from(value, 'base64').toString('base64') !== value) {
    throw serialization('Invalid last non-pad Base64 character dectected');
  }
  return value;
}

function checkFlag(value: unknown): boolean {
  if (typeof value === 'boolean') return value;
  throw serialization('Unexpected token received from parser');
}

function checkSet(type: 'SS' | 'NS' | 'BS', value: unknown): string[] {
  if (!Array.isArray(value)) throw serialization('Unexpected field type');
  const check = type === 'SS' ? text : type === 'NS' ? checkNumber : checkBytes;
  const members = value.map(check);
  if (members.length === 0) {
    if (type === 'BS') throw invalidParameter('Binary sets should not be empty');
    throw invalidParameter(`An ${type === 'SS' ? 'string' : 'number'} set  may not be empty`);
  }
  if (new Set(members).size !== members.length) {
    if (type === 'NS') throw validation('Input collection contains duplicates');
    const kind = type === 'BS' ? 'of type BS ' : ' ';
    throw invalidParameter(`Input collection [${members.join(', ')}]${kind}contains duplicates.`);
  }
  return members;
}

/**
 * Checks an attribute value and returns it normalised (numbers in plain notation), as a new object.
 * @throws DynamoDbError SerializationException for JSON of the wrong shape, ValidationException for a wrong value.
 */
export function checkValue(value: unknown, depth = 0): AttributeValue {
  if (typeof value !== 'object' || value === null) throw serialization('Unexpected value type in payload');
  if (Array.isArray(value)) {
    throw serialization('Unrecognized collection type class com.amazonaws.dynamodb.v20120810.AttributeValue');
  }
  if (depth > MAX_DEPTH) throw validation('Nesting Levels have exceeded supported limits');
  const source = value as Record<string, unknown>;
  const result: AttributeValue = {};
  let count = 0;
  for (const type in source) {
    const member = source[type];
    if (member === undefined || member === null || !TYPES.has(type)) continue;
    count++;
    setMember(result, type as AttributeType, member, depth);
  }
  if (count === 0) {
    throw validation('Supplied AttributeValue is empty, must contain exactly one of the supported datatypes');
  }
  if (count > 1) {
    throw validation(
      'Supplied AttributeValue has more than one datatypes set, must contain exactly one of the supported datatypes',
    );
  }
  return result;
}

function setMember(result: AttributeValue, type: AttributeType, member: unknown, depth: number): void {
  switch (type) {
    case 'S':
      result.S = text(member);
      return;
    case 'N':
      result.N = checkNumber(member);
      return;
    case 'B':
      result.B = checkBytes(member);
      return;
    case 'BOOL':
      result.BOOL = checkFlag(member);
      return;
    case 'NULL':
      if (!checkFlag(member)) {
        throw invalidParameter('Null attribute value types must have the value of true');
      }
      result.NULL = true;
      return;
    case 'L':
      if (!Array.isArray(member)) throw serialization('Start of structure or map found where not expected');
      result.L = member.map((entry) => checkValue(entry, depth + 1));
      return;
    case 'M':
      result.M = checkItem(member, depth + 1);
      return;
    default:
      result[type] = checkSet(type, member);
  }
}

/** Checks a map of attribute values; see checkValue. */
export function checkItem(value: unknown, depth = 0): Item {
  if (typeof value !== 'object' || value === null) throw serialization('Unexpected field type');
  if (Array.isArray(value)) {
    throw serialization(
      'Unrecognized collection type java.util.Map<java.lang.String, com.amazonaws.dynamodb.v20120810.AttributeValue>',
    );
  }
  // A spread copy has the fast form that the runtime gives to objects of one shape; its members are own ones, "__proto__" too.
  const result = { ...value } as Record<string, unknown>;
  for (const name of Object.keys(result)) result[name] = checkValue(result[name], depth);
  return result as Item;
}

/** Equality of type and value; sets ignore order, documents compare deeply. */
export function valuesEqual(a: AttributeValue, b: AttributeValue): boolean {
  const type = typeOf(a);
  if (type !== typeOf(b)) return false;
  switch (type) {
    case 'SS':
    case 'NS':
    case 'BS': {
      const members = new Set(b[type]);
      return members.size === a[type]!.length && a[type]!.every((member) => members.has(member));
    }
    case 'L':
      return a.L!.length === b.L!.length && a.L!.every((entry, i) => valuesEqual(entry, b.L![i]!));
    case 'M':
      return itemsEqual(a.M!, b.M!);
    default:
      return a[type] === b[type];
  }
}

export function itemsEqual(a: Item, b: Item): boolean {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => {
    const other = attribute(b, name);
    return other !== undefined && valuesEqual(a[name]!, other);
  });
}

/** Order of two strings, numbers or binaries of one type; undefined when they have no order. */
export function compareValues(a: AttributeValue, b: AttributeValue): number | undefined {
  if (a.S !== undefined && b.S !== undefined) return compareText(a.S, b.S);
  if (a.N !== undefined && b.N !== undefined) return compareNumbers(a.N, b.N);
  if (a.B !== undefined && b.B !== undefined) {
    return Buffer.compare(Buffer.from(a.B, 'base64'), Buffer.from(b.B, 'base64'));
  }
  return undefined;
}

/** Strings sort by their UTF-8 bytes, which is not the order of UTF-16 code units. */
function compareText(a: string, b: string): number {
  return a === b ? 0 : Buffer.compare(Buffer.from(a), Buffer.from(b));
}

/** Storage size in bytes, as the service counts it ("DynamoDB item sizes and formats"). */
function valueSize(value: AttributeValue): number {
  const type = typeOf(value);
  switch (type) {
    case 'S':
      return Buffer.byteLength(value.S!);
    case 'N':
      return numberSize(value.N!);
    case 'B':
      return Buffer.byteLength(value.B!, 'base64');
    case 'SS':
      return value.SS!.reduce((sum, member) => sum + Buffer.byteLength(member), 0);
    case 'NS':
      return value.NS!.reduce((sum, member) => sum + numberSize(member), 0);
    case 'BS':
      return value.BS!.reduce((sum, member) => sum + Buffer.byteLength(member, 'base64'), 0);
    case 'L':
      return value.L!.reduce((sum, entry) => sum + 1 + valueSize(entry), 3);
    case 'M':
      return itemSize(value.M!) + 3 + Object.keys(value.M!).length;
    default:
      return 1;
  }
}

/** Attribute names and values of an item together, in bytes. */
export function itemSize(map: Item): number {
  let size = 0;
  for (const name in map) size += Buffer.byteLength(name) + valueSize(map[name]!);
  return size;
}
