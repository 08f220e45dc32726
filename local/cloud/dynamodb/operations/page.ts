import type { SQLInputValue } from 'node:sqlite';
import { invalidParameter, validation } from '../errors.ts';
import type { Store } from '../store.ts';
import {
  encodeScalar,
  type Index,
  indexKeyOf,
  keyOfRequest,
  primaryKeyOf,
  projectedItem,
  type Table,
} from '../table.ts';
import type { Item } from '../types.ts';
import { attribute, itemSize } from '../values.ts';
import type { KeyRange } from './key-condition.ts';

/** Bytes that one page of a Query or Scan reads, before its filter (DynamoDB quota). */
const PAGE_BYTES = 1024 * 1024;

export interface PageRequest {
  table: Table;
  index: Index | undefined;
  /** A query's key condition; a scan has none. */
  range: KeyRange | undefined;
  forward: boolean;
  limit: number | undefined;
  start: Item | undefined;
  visit(item: Item): void;
}

export interface PageResult {
  scanned: number;
  bytes: number;
  lastEvaluatedKey: Item | undefined;
}

interface Query {
  text: string;
  parameters: SQLInputValue[];
}

/** Reads one page in key order. */
export function readPage(store: Store, request: PageRequest): PageResult {
  const { text, parameters } = toSql(request);
  const { table, index, limit } = request;
  let scanned = 0;
  let bytes = 0;
  let last: Item | undefined;
  for (const [row] of store.walk(text, parameters)) {
    const stored = store.readRow(table, row, request.range !== undefined);
    const item = index ? projectedItem(index, stored.item) : stored.item;
    request.visit(item);
    scanned++;
    bytes += index?.projected ? itemSize(item) : stored.size;
    if (scanned === limit || bytes >= PAGE_BYTES) {
      last = item;
      break;
    }
  }
  return { scanned, bytes, lastEvaluatedKey: last && startKeyOf(table, index, last) };
}

function startKeyOf(table: Table, index: Index | undefined, item: Item): Item {
  return index ? { ...primaryKeyOf(index, item), ...primaryKeyOf(table, item) } : primaryKeyOf(table, item);
}

function toSql({ table, index, range, forward, start }: PageRequest): Query {
  const source = index ? index.storage : `t${table.id}_items`;
  const [hash, sort] = index ? ['hash', 'range'] : ['pk', 'sk'];
  const order = index ? [hash, sort, 'pk', 'sk'] : [hash, sort];
  const where: string[] = [];
  const parameters: SQLInputValue[] = [];
  const test = (text: string, ...values: SQLInputValue[]) => {
    where.push(text);
    parameters.push(...values);
  };
  if (range) {
    test(`${hash} = ?`, range.hash);
    // A start lies within the range, so that it replaces the bound it comes from: SQLite seeks by one of them only.
    if (range.low && !(start && forward))
      test(`${sort} ${range.low.inclusive ? '>=' : '>'} ?`, range.low.bytes);
    if (range.high && !(start && !forward))
      test(`${sort} ${range.high.inclusive ? '<=' : '<'} ?`, range.high.bytes);
  }
  if (start) {
    const place = startPlace(table, index, start);
    // The hash is fixed in a query, so that only the rest of the key orders its rows.
    const columns = range ? order.slice(1) : order;
    const values = range ? place.slice(1) : place;
    test(`(${columns.join(', ')}) ${forward ? '>' : '<'} (${values.map(() => '?').join(', ')})`, ...values);
  }
  const direction = forward ? 'ASC' : 'DESC';
  const text =
    `SELECT row FROM ${source}` +
    `${where.length > 0 ? ` WHERE ${where.join(' AND ')}` : ''}` +
    ` ORDER BY ${order.map((column) => `${column} ${direction}`).join(', ')}`;
  return { text, parameters };
}

/** The encoded place after which the page begins. */
function startPlace(table: Table, index: Index | undefined, start: Item): Uint8Array[] {
  const primary = keyOfRequest(table, primaryKeyOf(table, start));
  if (!index) return [primary.hash, primary.range];
  const entry = indexKeyOf(index, start)!;
  return [entry.hash, entry.range, primary.hash, primary.range];
}

/** An ExclusiveStartKey must have exactly the key attributes, and lie within the query. */
export function checkStartKey(
  table: Table,
  index: Index | undefined,
  range: KeyRange | undefined,
  start: Item,
): void {
  const parts = [table.hash, table.range, index?.hash, index?.range].filter((part) => part !== undefined);
  const names = new Set(parts.map((part) => part.name));
  const fits = parts.every((part) => attribute(start, part.name)?.[part.type] !== undefined);
  if (!fits || Object.keys(start).length !== names.size) {
    throw validation(
      'The provided starting key is invalid: The provided key element does not match the schema',
    );
  }
  if (!range) return;
  const keys = index ?? table;
  const bytes = (name: string) => encodeScalar(start[name]!);
  const outside = (limit: KeyRange['low'], sign: number) => {
    if (!limit || !keys.range) return false;
    const order = sign * Buffer.compare(bytes(keys.range.name), limit.bytes);
    return limit.inclusive ? order < 0 : order <= 0;
  };
  if (outside(range.low, 1) || outside(range.high, -1)) {
    throw validation('The provided starting key does not match the range key predicate');
  }
  if (Buffer.compare(bytes(keys.hash.name), range.hash) !== 0) {
    throw validation('The provided starting key is outside query boundaries based on provided conditions');
  }
}

/** Attributes that an index does not carry cannot be asked of it. */
export function refuseUnprojected(
  index: Index,
  heads: readonly string[],
  message: (names: string) => string,
): void {
  const absent = heads.filter((head) => index.projected && !index.projected.has(head));
  if (absent.length > 0) throw invalidParameter(message(`[${absent.join(', ')}]`));
}
