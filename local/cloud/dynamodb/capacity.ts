import { type Input, optionalEnum } from './input.ts';
import type { Change } from './store.ts';
import { type Index, indexKeyOf, projectedItem } from './table.ts';
import { itemSize, itemsEqual } from './values.ts';

/**
 * What a request would be billed, in capacity units (Developer Guide, "Capacity unit consumption"): a write unit
 * per KB of the larger of the old and the new item, for the table and again for every index that changes; a read
 * unit per 4 KB, half if eventually consistent; twice as much in a transaction.
 */
export interface Usage {
  table: number;
  indexes: Map<string, number>;
}

type Mode = 'NONE' | 'TOTAL' | 'INDEXES';

export const capacityMode = (input: Input): Mode =>
  optionalEnum(input, 'ReturnConsumedCapacity', ['INDEXES', 'TOTAL', 'NONE']) ?? 'NONE';

const readUnits = (bytes: number) => Math.ceil(bytes / 4096);
const writeUnits = (bytes: number) => Math.max(1, Math.ceil(bytes / 1024));

/** A read of one item; one that is not there costs as much as a small one. */
export function itemReadUsage(bytes: number, consistent: boolean): Usage {
  return { table: Math.max(1, readUnits(bytes)) * (consistent ? 1 : 0.5), indexes: new Map() };
}

/** A page of a query or scan, by the bytes that it read; a page that read nothing costs nothing. */
export function pageReadUsage(bytes: number, consistent: boolean, index?: string): Usage {
  const units = readUnits(bytes) * (consistent ? 1 : 0.5);
  if (index === undefined) return { table: units, indexes: new Map() };
  return { table: 0, indexes: new Map([[index, units]]) };
}

export function writeUsage(change: Change, newSize: number): Usage {
  const indexes = new Map<string, number>();
  for (const index of change.table.indexes) {
    const units = indexWrite(index, change);
    if (units > 0) indexes.set(index.name, units);
  }
  return { table: writeUnits(Math.max(newSize, change.before?.size ?? 0)), indexes };
}

/** An entry that moves is deleted and put again; one whose projection stays as it is costs nothing. */
function indexWrite(index: Index, { before, after }: Change): number {
  const oldKey = before && indexKeyOf(index, before.item);
  const newKey = after && indexKeyOf(index, after);
  const old = oldKey && projectedItem(index, before!.item);
  const next = newKey && projectedItem(index, after!);
  if (!old && !next) return 0;
  if (!old || !next) return writeUnits(itemSize((old ?? next)!));
  const moved =
    Buffer.compare(oldKey.hash, newKey.hash) !== 0 || Buffer.compare(oldKey.range, newKey.range) !== 0;
  if (moved) return writeUnits(itemSize(old)) + writeUnits(itemSize(next));
  return itemsEqual(old, next) ? 0 : writeUnits(Math.max(itemSize(old), itemSize(next)));
}

export function addUsage(a: Usage | undefined, b: Usage): Usage {
  if (!a) return b;
  const indexes = new Map(a.indexes);
  for (const [name, units] of b.indexes) indexes.set(name, (indexes.get(name) ?? 0) + units);
  return { table: a.table + b.table, indexes };
}

/** One ConsumedCapacity structure. */
export function consumed(mode: Mode, tableName: string, usage: Usage, factor = 1): Record<string, unknown> {
  const inIndexes = [...usage.indexes.values()].reduce((sum, units) => sum + units, 0);
  const result: Record<string, unknown> = {
    TableName: tableName,
    CapacityUnits: (usage.table + inIndexes) * factor,
  };
  if (mode !== 'INDEXES') return result;
  result.Table = { CapacityUnits: usage.table * factor };
  if (usage.indexes.size > 0) {
    result.GlobalSecondaryIndexes = Object.fromEntries(
      [...usage.indexes].map(([name, units]) => [name, { CapacityUnits: units * factor }]),
    );
  }
  return result;
}

/** The ConsumedCapacity member of a batch or a transaction: a list, one a table. */
export function consumedByTable(
  mode: Mode,
  usages: ReadonlyMap<string, Usage>,
  factor = 1,
): Record<string, unknown> {
  if (mode === 'NONE') return {};
  return {
    ConsumedCapacity: [...usages].map(([name, usage]) => consumed(mode, name, usage, factor)),
  };
}
