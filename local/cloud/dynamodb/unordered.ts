import type { DatabaseSync } from 'node:sqlite';
import type { Table } from './table.ts';
import type { Item } from './types.ts';

/**
 * Tables without a stream keep no order of arrival. SQLite tells it in many ways: by row numbers, by where a cell lies
 * in its page, by what a freed cell leaves behind, by the frames of the log. So the rows of such a table lie in memory,
 * and the file has one value for each item collection: all its items in the order of their keys, each padded, so that
 * neither the value nor its place in the file depends on anything but the items that are there now.
 */

export const UNORDERED_SCHEMA = `
CREATE TABLE IF NOT EXISTS collections (
  id INTEGER PRIMARY KEY, table_id INTEGER NOT NULL, hash BLOB NOT NULL, items BLOB NOT NULL, UNIQUE (table_id, hash)
);
`;

/**
 * What a row may hold in its own B-tree page lies in front of the items and is empty: the items are in overflow pages
 * alone, which are written whole and wiped when freed. Pages of the tree are patched, and keep leftovers.
 */
const FRONT_BYTES = 4096;
/** Items are padded to a multiple of this, so that their sizes tell nothing either. */
const ITEM_BYTES = 256;

const NO_HASH = new Uint8Array(0);
const NEWLINE = '\n';

export const isUnordered = (table: Table): boolean => table.definition.streamViewType === undefined;

/** Without a sort key every item would be a collection of its own, and the rows would tell the order: all are one. */
export const collectionOf = (table: Table, hash: Uint8Array): Uint8Array => (table.range ? hash : NO_HASH);

/** Writes one collection as it is now, inside the transaction that changed it. */
export function saveCollection(db: DatabaseSync, table: Table, collection: Uint8Array): void {
  const items = `SELECT item FROM t${table.id}_items`;
  const rows = table.range
    ? db.prepare(`${items} WHERE pk = ? ORDER BY sk`).all(collection)
    : db.prepare(`${items} ORDER BY pk`).all();
  // Pages that a value no longer needs are wiped at once; other tables need not pay for that.
  db.exec('PRAGMA secure_delete = ON');
  try {
    if (rows.length === 0) {
      db.prepare('DELETE FROM collections WHERE table_id = ? AND hash = ?').run(table.id, collection);
      return;
    }
    const value = Buffer.concat([
      Buffer.alloc(FRONT_BYTES),
      ...rows.map((row) => padded(String(row.item) + NEWLINE)),
    ]);
    db.prepare(
      'INSERT INTO collections (table_id, hash, items) VALUES (?, ?, ?) ' +
        'ON CONFLICT (table_id, hash) DO UPDATE SET items = excluded.items',
    ).run(table.id, collection, value);
  } finally {
    db.exec('PRAGMA secure_delete = OFF');
  }
}

/** JSON may be followed by blanks. */
function padded(text: string): Buffer {
  const bytes = Buffer.from(text);
  const size = Math.ceil(bytes.length / ITEM_BYTES) * ITEM_BYTES;
  return Buffer.concat([bytes, Buffer.alloc(size - bytes.length, ' ')]);
}

/** Everything that the file has of a table. */
export function loadCollections(db: DatabaseSync, table: Table): Item[] {
  return db
    .prepare('SELECT items FROM collections WHERE table_id = ?')
    .all(table.id)
    .flatMap((row) =>
      Buffer.from(row.items as Uint8Array)
        .subarray(FRONT_BYTES)
        .toString()
        .split(NEWLINE)
        .filter((text) => text.trim() !== '')
        .map((text) => JSON.parse(text) as Item),
    );
}

/**
 * Empties the log, whose frames are the file's past: pages as they were before the last acts. Where somebody else reads
 * the file meanwhile, the next act empties it.
 */
export function forgetLog(db: DatabaseSync): void {
  db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
}

/** Rewrites the whole file without what was deleted; after a table stopped keeping its order. */
export function forgetPast(db: DatabaseSync): void {
  db.exec('PRAGMA secure_delete = ON; DELETE FROM tokens; VACUUM; PRAGMA secure_delete = OFF');
  forgetLog(db);
}
