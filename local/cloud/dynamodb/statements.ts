import type { DatabaseSync } from 'node:sqlite';
import type { Table } from './table.ts';

/** What acts on a table run, prepared once. */
export type Statements = ReturnType<typeof prepareFor>;

export function prepareFor(db: DatabaseSync, table: Table) {
  const [items, stream] = [`t${table.id}_items`, `t${table.id}_stream`];
  return {
    byKey: db.prepare(`SELECT row, item, size FROM ${items} WHERE pk = ? AND sk = ?`),
    byRow: db.prepare(`SELECT pk, sk, item, size FROM ${items} WHERE row = ?`),
    insert: db.prepare(`INSERT INTO ${items} (pk, sk, size, expires_s, item) VALUES (?, ?, ?, ?, ?)`),
    update: db.prepare(`UPDATE ${items} SET item = ?, size = ?, expires_s = ? WHERE row = ?`),
    remove: db.prepare(`DELETE FROM ${items} WHERE row = ?`),
    append: db.prepare(`INSERT INTO ${stream} (created_ms, before, after, expired) VALUES (?, ?, ?, ?)`),
    records: db.prepare(`SELECT * FROM ${stream} WHERE seq > ? ORDER BY seq LIMIT ?`),
    trim: db.prepare(`DELETE FROM ${stream} WHERE seq <= ?`),
    entries: table.indexes.map((index) => ({
      index,
      insert: db.prepare(`INSERT INTO ${index.storage} (hash, range, pk, sk, row) VALUES (?, ?, ?, ?, ?)`),
      remove: db.prepare(`DELETE FROM ${index.storage} WHERE hash = ? AND range = ? AND pk = ? AND sk = ?`),
    })),
  };
}
