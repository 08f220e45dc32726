import type { EncodedKey, Table } from './table.ts';
import type { Item } from './types.ts';

export interface StoredItem {
  row: number;
  text: string;
  item: Item;
  size: number;
}

/** Characters of JSON text that are kept decoded: some thousand items, which one request after the other asks for. */
const CHARACTERS = 8 * 1024 * 1024;

interface Kept {
  name: string;
  table: number;
  stored: StoredItem;
}

/** Items that were read or written lately, as objects: reading one and then writing it decodes it once. */
export function createRecent(characters = CHARACTERS) {
  const byName = new Map<string, Kept>();
  /** The same by table and row, for whoever walks an index. */
  const byRow = new Map<number, Map<number, Kept>>();
  let size = 0;
  const rowsOf = (table: number) => {
    const known = byRow.get(table);
    if (known) return known;
    const rows = new Map<number, Kept>();
    byRow.set(table, rows);
    return rows;
  };
  const nameOf = ({ id }: Table, { text }: EncodedKey) => `${id} ${text}`;
  const forget = (name: string) => {
    const kept = byName.get(name);
    if (!kept) return;
    size -= kept.stored.text.length;
    byName.delete(name);
    byRow.get(kept.table)?.delete(kept.stored.row);
  };
  return {
    nameOf,
    forget,
    get: (name: string) => byName.get(name)?.stored,
    getRow: ({ id }: Table, row: number) => byRow.get(id)?.get(row)?.stored,
    keep({ id: table }: Table, name: string, stored: StoredItem) {
      forget(name);
      const kept = { name, table, stored };
      byName.set(name, kept);
      rowsOf(table).set(stored.row, kept);
      size += stored.text.length;
      for (const oldest of byName.keys()) {
        if (size <= characters) break;
        forget(oldest);
      }
    },
    clear() {
      byName.clear();
      byRow.clear();
      size = 0;
    },
  };
}
