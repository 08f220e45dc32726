import { invalidParameter, validation } from './errors.ts';
import { encodeNumber } from './numbers.ts';
import type {
  AttributeDefinition,
  AttributeValue,
  GlobalSecondaryIndexDefinition,
  Item,
  KeySchemaElement,
  ScalarType,
  TableDefinition,
} from './types.ts';
import { attribute, typeOf } from './values.ts';

export interface KeyAttribute {
  name: string;
  type: ScalarType;
}

export interface Keys {
  hash: KeyAttribute;
  range?: KeyAttribute | undefined;
}

export interface Index extends Keys {
  name: string;
  definition: GlobalSecondaryIndexDefinition;
  /** Its SQLite table. */
  storage: string;
  /** Attributes that an entry carries; undefined: all. */
  projected?: ReadonlySet<string> | undefined;
}

/** A table in use: its definition, resolved. */
export interface Table extends Keys {
  id: number;
  name: string;
  createdMs: number;
  definition: TableDefinition;
  indexes: Index[];
}

/** A key as it is stored: bytes whose memcmp order is the key order; an absent range key is empty. */
export interface KeyBytes {
  hash: Uint8Array;
  range: Uint8Array;
}

/** A primary key; `text` names it among the keys of its table. */
export interface EncodedKey extends KeyBytes {
  text: string;
}

const NO_RANGE = new Uint8Array(0);
const MAX_HASH = 2048;
const MAX_RANGE = 1024;

function resolveKeys(schema: KeySchemaElement[], attributes: AttributeDefinition[]): Keys {
  const find = (element: KeySchemaElement | undefined): KeyAttribute | undefined => {
    const found = attributes.find((attribute) => attribute.AttributeName === element?.AttributeName);
    return found && { name: found.AttributeName, type: found.AttributeType };
  };
  if (schema.some((element) => !find(element))) {
    const names = (all: readonly { AttributeName: string }[]) =>
      all.map((one) => one.AttributeName).join(', ');
    throw invalidParameter(
      `Some index key attributes are not defined in AttributeDefinitions. Keys: [${names(schema)}], ` +
        `AttributeDefinitions: [${names(attributes)}]`,
    );
  }
  if (schema[1] && schema[0]?.AttributeName === schema[1].AttributeName) {
    throw validation('Both the Hash Key and the Range Key element in the KeySchema have the same name');
  }
  const hash = find(schema[0]);
  if (!hash || schema[0]?.KeyType !== 'HASH') {
    throw validation('Invalid KeySchema: The first KeySchemaElement is not a HASH key type');
  }
  if (schema.length > 2 || (schema[1] && schema[1].KeyType !== 'RANGE')) {
    throw validation('Invalid KeySchema: The second KeySchemaElement is not a RANGE key type');
  }
  return { hash, range: find(schema[1]) };
}

export function resolveTable(id: number, createdMs: number, definition: TableDefinition): Table {
  const attributes = definition.attributeDefinitions;
  const keys = resolveKeys(definition.keySchema, attributes);
  const indexes = (definition.globalSecondaryIndexes ?? []).map((index): Index => {
    const indexKeys = resolveKeys(index.KeySchema, attributes);
    return {
      ...indexKeys,
      name: index.IndexName,
      definition: index,
      storage: `t${id}_index_${Buffer.from(index.IndexName).toString('hex')}`,
      projected: projectedAttributes(index, [keys, indexKeys]),
    };
  });
  checkAttributesUsed(attributes, [keys, ...indexes]);
  const twice = indexes.find((index, i) => indexes.findIndex((one) => one.name === index.name) !== i);
  if (twice) throw invalidParameter(`Duplicate index name: ${twice.name}`);
  checkTtlName(definition.ttlAttribute);
  return { id, name: definition.tableName, createdMs, definition, ...keys, indexes };
}

function projectedAttributes(index: GlobalSecondaryIndexDefinition, keys: Keys[]): Set<string> | undefined {
  const type = index.Projection.ProjectionType ?? 'ALL';
  if (type === 'ALL') return undefined;
  const names = new Set(type === 'INCLUDE' ? index.Projection.NonKeyAttributes : []);
  for (const { hash, range } of keys) {
    names.add(hash.name);
    if (range) names.add(range.name);
  }
  return names;
}

function checkTtlName(name: string | undefined): void {
  if (name === undefined || (name.length >= 1 && name.length <= 255)) return;
  throw validation(
    `1 validation error detected: Value '${name}' at 'timeToLiveSpecification.attributeName' failed to satisfy constraint: ` +
      `Member must have length ${name === '' ? 'greater than or equal to 1' : 'less than or equal to 255'}`,
  );
}

function checkAttributesUsed(attributes: AttributeDefinition[], keys: Keys[]): void {
  const used = new Set(keys.flatMap(({ hash, range }) => (range ? [hash.name, range.name] : [hash.name])));
  if (attributes.some((attribute) => !used.has(attribute.AttributeName))) {
    throw invalidParameter(
      'Number of attributes in KeySchema does not exactly match number of attributes defined in AttributeDefinitions',
    );
  }
}

export function encodeScalar(value: AttributeValue): Uint8Array {
  if (value.S !== undefined) return Buffer.from(value.S);
  if (value.N !== undefined) return encodeNumber(value.N);
  return Buffer.from(value.B ?? '', 'base64');
}

function encodePart(item: Item, key: KeyAttribute | undefined, maximum: number): Uint8Array {
  if (!key) return NO_RANGE;
  const value = attribute(item, key.name);
  if (value?.[key.type] === undefined) throw new TypeError(`key ${key.name} was not checked`);
  if (value.S === '' || value.B === '') {
    throw validation(
      'One or more parameter values are not valid. The AttributeValue for a key attribute cannot contain an empty ' +
        `${value.S === '' ? 'string' : 'binary'} value. Key: ${key.name}`,
    );
  }
  const bytes = encodeScalar(value);
  if (bytes.length > maximum) {
    throw invalidParameter(
      maximum === MAX_HASH
        ? 'Size of hashkey has exceeded the maximum size limit of2048 bytes'
        : 'Aggregated size of all range keys has exceeded the size limit of 1024 bytes',
    );
  }
  return bytes;
}

function encodeKey(keys: Keys, item: Item): EncodedKey {
  const hash = encodePart(item, keys.hash, MAX_HASH);
  const range = encodePart(item, keys.range, MAX_RANGE);
  const text = (bytes: Uint8Array, key: KeyAttribute | undefined) => {
    const given = key && item[key.name]?.S;
    // As many bytes as characters: it is ASCII, and its own name.
    return given?.length === bytes.length ? given : latin1(bytes);
  };
  return { hash, range, text: `${hash.length} ${text(hash, keys.hash)}${text(range, keys.range)}` };
}

const latin1 = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, byteLength).toString('latin1');

/** The primary key that a row has. */
export const keyOfBytes = (hash: Uint8Array, range: Uint8Array): EncodedKey => ({
  hash,
  range,
  text: `${hash.length} ${latin1(hash)}${latin1(range)}`,
});

/** The key of a request's `Key`, which must have exactly the key attributes. */
export function keyOfRequest(table: Table, key: Item): EncodedKey {
  const expected = table.range ? 2 : 1;
  const fits = (part: KeyAttribute | undefined) =>
    !part || attribute(key, part.name)?.[part.type] !== undefined;
  if (Object.keys(key).length !== expected || !fits(table.hash) || !fits(table.range)) {
    throw validation('The provided key element does not match the schema');
  }
  return encodeKey(table, key);
}

/** The key of a whole item. Index keys in it are checked too. */
export function keyOfItem(table: Table, item: Item): EncodedKey {
  for (const part of [table.hash, table.range]) {
    if (!part) continue;
    const value = attribute(item, part.name);
    if (!value) throw invalidParameter(`Missing the key ${part.name} in the item`);
    if (value[part.type] === undefined) {
      throw invalidParameter(
        `Type mismatch for key ${part.name} expected: ${part.type} actual: ${typeOf(value)}`,
      );
    }
  }
  const key = encodeKey(table, item);
  checkIndexKeys(table, item);
  return key;
}

/** An attribute that is an index's key must have its type and be non-empty, or be absent (sparse index). */
export function checkIndexKeys(table: Table, item: Item): void {
  for (const index of table.indexes) {
    for (const part of [index.hash, index.range]) {
      const value = part && attribute(item, part.name);
      if (!part || !value) continue;
      if (value[part.type] === undefined) {
        throw invalidParameter(
          `Type mismatch for Index Key ${part.name} Expected: ${part.type} Actual: ${typeOf(value)} IndexName: ${index.name}`,
        );
      }
      const limit = part === index.hash ? MAX_HASH : MAX_RANGE;
      checkIndexKeySize(index, part, value, limit);
    }
  }
}

function checkIndexKeySize(index: Index, part: KeyAttribute, value: AttributeValue, limit: number): void {
  if (value.S === '' || value.B === '') {
    throw validation(
      'One or more parameter values are not valid. A value specified for a secondary index key is not supported. ' +
        `The AttributeValue for a key attribute cannot contain an empty ${value.S === '' ? 'string' : 'binary'} value. ` +
        `IndexName: ${index.name}, IndexKey: ${part.name}`,
    );
  }
  if (value.N === undefined && encodeScalar(value).length > limit) {
    throw invalidParameter(
      `Size of ${limit === MAX_HASH ? 'hashkey' : 'rangekey'} has exceeded the maximum size limit of ${limit} bytes`,
    );
  }
}

/** Where the item stands in the index, or undefined when it is not in it. */
export function indexKeyOf(index: Index, item: Item): KeyBytes | undefined {
  const hash = attribute(item, index.hash.name);
  const range = index.range && attribute(item, index.range.name);
  if (hash?.[index.hash.type] === undefined) return undefined;
  if (index.range && range?.[index.range.type] === undefined) return undefined;
  return { hash: encodeScalar(hash), range: range ? encodeScalar(range) : NO_RANGE };
}

/** Whether two items stand at one place of the index, or neither in it. */
export function sameIndexKey({ hash, range }: Index, a: Item, b: Item): boolean {
  const same = ({ name, type }: KeyAttribute) => attribute(a, name)?.[type] === attribute(b, name)?.[type];
  return same(hash) && (!range || same(range));
}

/** The primary key attributes of an item. */
export function primaryKeyOf(table: Keys, item: Item): Item {
  const { hash, range } = table;
  const key: Item = { [hash.name]: item[hash.name]! };
  return range ? { ...key, [range.name]: item[range.name]! } : key;
}

/** What an index keeps of an item. */
export function projectedItem(index: Index, item: Item): Item {
  const { projected } = index;
  return projected ? Object.fromEntries(Object.entries(item).filter(([name]) => projected.has(name))) : item;
}
