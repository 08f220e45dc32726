import type { EncodedKey, Table } from './table.ts';
import type { Item } from './types.ts';

export interface StoredItem {
  row: number;
  text: string;
  item: Item;
  size: number;
}

/** Characters of JSON text that are kept decoded: a few hundred items, which one request after the other asks for. */
const CHARACTERS = 4 * 1024 * 1024;

/** Items that were read or written lately, as objects: reading one and then writing it decodes it once. */
export function createRecent(characters = CHARACTERS) {
  const items = new Map<string, StoredItem>();
  let size = 0;
  const text = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
    Buffer.from(buffer, byteOffset, byteLength).toString('latin1');
  const nameOf = ({ id }: Table, { hash, range }: EncodedKey) =>
    `${id} ${hash.length} ${text(hash)}${text(range)}`;
  const forget = (name: string) => {
    size -= items.get(name)?.text.length ?? 0;
    items.delete(name);
  };
  return {
    nameOf,
    forget,
    get: (name: string) => items.get(name),
    keep(name: string, item: StoredItem) {
      forget(name);
      items.set(name, item);
      size += item.text.length;
      for (const oldest of items.keys()) {
        if (size <= characters) break;
        forget(oldest);
      }
    },
    clear() {
      items.clear();
      size = 0;
    },
  };
}
