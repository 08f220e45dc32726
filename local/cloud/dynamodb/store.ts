import type { SQLInputValue, StatementSync } from 'node:sqlite';
import { openDatabase } from '../data-files.ts';
import { createRecent, type StoredItem } from './recent.ts';
import { prepareFor, type Statements } from './statements.ts';
import { createStreams } from './stream.ts';
import {
  type EncodedKey,
  type Index,
  indexKeyOf,
  keyOfBytes,
  keyOfItem,
  resolveTable,
  sameIndexKey,
  type Table,
} from './table.ts';
import type { Item, TableDefinition } from './types.ts';
import {
  collectionOf,
  forgetLog,
  forgetPast,
  isUnordered,
  loadCollections,
  saveCollection,
  UNORDERED_SCHEMA,
} from './unordered.ts';
import { attribute, itemSize, itemsEqual } from './values.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS tables (
  id INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, created_ms INTEGER NOT NULL, definition TEXT NOT NULL
);
CREATE TABLE IF NOT EXISTS checkpoints (name TEXT PRIMARY KEY, sequence INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tokens (
  token TEXT PRIMARY KEY, digest TEXT NOT NULL, response TEXT NOT NULL, expires_ms INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tokens_expiry ON tokens (expires_ms);
`;

/** Items whose TTL lies further back than this are never deleted (Developer Guide, "Using time to live"). */
const TTL_HORIZON_S = 5 * 365 * 24 * 3600;

/** One item's change, planned and not yet written. */
export interface Change {
  table: Table;
  key: EncodedKey;
  before: StoredItem | undefined;
  after: Item | undefined;
  /** Of `after`, in bytes. */
  size: number;
  /** Deleted by the service because its time to live passed. */
  expired?: boolean;
}

interface ItemRow {
  row: number;
  item: string;
  size: number;
}

interface KeyedRow extends ItemRow {
  pk: Uint8Array;
  sk: Uint8Array;
}

interface TableRow {
  id: number;
  created_ms: number;
  definition: string;
}

export type Store = ReturnType<typeof openStore>;

/**
 * The tables in one SQLite file. Write-ahead log with synchronous = NORMAL: a committed act is in the
 * operating system's hands, so that it survives `kill -9` of the process.
 */
export function openStore(file: string, now: () => number) {
  const db = openDatabase(
    file,
    'PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536; PRAGMA temp_store = MEMORY',
  );
  db.exec(SCHEMA + UNORDERED_SCHEMA);

  const statements = new Map<string, StatementSync>();
  const walks = new Map<string, StatementSync>();
  const prepared = new Map<Table, Statements>();
  const tables = new Map<string, Table>();
  const recent = createRecent();
  const changed = new Set<string>();
  /** What the transaction under way has put among the recent items. */
  const written: string[] = [];
  /** Collections of unordered tables that the transaction under way has changed. */
  const touched = new Map<string, { table: Table; collection: Uint8Array }>();
  let committed: (tableName: string) => void = () => {};
  let expiryWritten: (expiresAtSeconds: number) => void = () => {};

  const sql = (text: string): StatementSync => {
    let statement = statements.get(text);
    if (!statement) {
      statement = db.prepare(text);
      statements.set(text, statement);
    }
    return statement;
  };

  /** The row numbers that a query of one column yields, one by one. */
  const walk = (text: string, parameters: readonly SQLInputValue[]): Iterable<[number]> => {
    let statement = walks.get(text);
    if (!statement) {
      statement = db.prepare(text);
      statement.setReturnArrays(true);
      walks.set(text, statement);
    }
    return statement.iterate(...parameters) as unknown as Iterable<[number]>;
  };

  const statementsOf = (table: Table): Statements => {
    let found = prepared.get(table);
    if (!found) {
      found = prepareFor(db, table);
      prepared.set(table, found);
    }
    return found;
  };

  const streams = createStreams(statementsOf);

  const transaction = <T>(act: () => T): T => {
    sql('BEGIN IMMEDIATE').run();
    try {
      const result = act();
      for (const { table, collection } of touched.values()) saveCollection(db, table, collection);
      sql('COMMIT').run();
      if (touched.size > 0) forgetLog(db);
      for (const name of changed) committed(name);
      return result;
    } catch (error) {
      if (db.isTransaction) sql('ROLLBACK').run();
      for (const name of written) recent.forget(name);
      streams.clear();
      throw error;
    } finally {
      written.length = 0;
      changed.clear();
      touched.clear();
    }
  };

  const createIndex = (table: Table, index: Index) => {
    db.exec(
      `CREATE TABLE ${placeOf(table)}.${index.storage} (hash BLOB NOT NULL, range BLOB NOT NULL, pk BLOB NOT NULL, sk BLOB NOT NULL, ` +
        'row INTEGER NOT NULL, PRIMARY KEY (hash, range, pk, sk)) WITHOUT ROWID',
    );
    const insert = db.prepare(`INSERT INTO ${index.storage} VALUES (?, ?, ?, ?, ?)`);
    const rows = db
      .prepare(`SELECT row, pk, sk, item FROM t${table.id}_items`)
      .all() as unknown as KeyedRow[];
    for (const { row, pk, sk, item } of rows) {
      const key = indexKeyOf(index, JSON.parse(item) as Item);
      if (key) insert.run(key.hash, key.range, pk, sk, row);
    }
  };

  const createTable = (definition: TableDefinition): Table =>
    transaction(() => {
      const createdMs = now();
      const { lastInsertRowid } = sql(
        'INSERT INTO tables (name, created_ms, definition) VALUES (?, ?, ?)',
      ).run(definition.tableName, createdMs, JSON.stringify(definition));
      const table = resolveTable(Number(lastInsertRowid), createdMs, definition);
      createStorage(table, []);
      tables.set(table.name, table);
      return table;
    });

  /** The SQLite tables of a table, with the items that it has already; those of an unordered one lie in memory. */
  const createStorage = (table: Table, items: readonly Item[]) => {
    const [place, t] = [placeOf(table), `t${table.id}`];
    db.exec(`
      CREATE TABLE ${place}.${t}_items (row INTEGER PRIMARY KEY, pk BLOB NOT NULL, sk BLOB NOT NULL,
        size INTEGER NOT NULL, expires_s INTEGER, item TEXT NOT NULL);
      CREATE UNIQUE INDEX ${place}.${t}_key ON ${t}_items (pk, sk);
      CREATE INDEX ${place}.${t}_expiry ON ${t}_items (expires_s) WHERE expires_s IS NOT NULL;
      CREATE TABLE ${place}.${t}_stream (seq INTEGER PRIMARY KEY AUTOINCREMENT, created_ms INTEGER NOT NULL,
        before TEXT, after TEXT, expired INTEGER NOT NULL);
    `);
    const insert = db.prepare(
      `INSERT INTO ${t}_items (pk, sk, size, expires_s, item) VALUES (?, ?, ?, ?, ?)`,
    );
    for (const item of items) {
      const key = keyOfItem(table, item);
      insert.run(key.hash, key.range, itemSize(item), expiryOf(table, item), JSON.stringify(item));
      touch(table, key);
    }
    for (const index of table.indexes) createIndex(table, index);
  };

  const touch = (table: Table, { hash }: EncodedKey) => {
    if (!isUnordered(table)) return;
    const collection = collectionOf(table, hash);
    touched.set(`${table.id} ${Buffer.from(collection).toString('hex')}`, { table, collection });
  };

  /** A stream was switched on or off: the items go where such a table keeps them. Call inside a transaction. */
  const moveStorage = (table: Table, next: Table) => {
    const rows = db.prepare(`SELECT item FROM t${table.id}_items ORDER BY pk, sk`).all();
    const parts = [`t${table.id}_items`, `t${table.id}_stream`, ...table.indexes.map((one) => one.storage)];
    for (const part of parts) db.exec(`DROP TABLE ${part}`);
    db.prepare('DELETE FROM collections WHERE table_id = ?').run(table.id);
    createStorage(
      next,
      rows.map((row) => JSON.parse(String(row.item)) as Item),
    );
  };

  /** Replaces the definition of a table whose key schema stays the same; indexes are built or dropped. */
  const redefineTable = (table: Table, definition: TableDefinition): Table => {
    const next = resolveTable(table.id, table.createdMs, definition);
    const moved = isUnordered(table) !== isUnordered(next);
    transaction(() => {
      // SQLite refuses to drop what a cached statement may still hold open.
      statements.clear();
      walks.clear();
      prepared.clear();
      recent.clear();
      streams.clear();
      db.prepare('UPDATE tables SET definition = ? WHERE id = ?').run(JSON.stringify(definition), table.id);
      if (moved) moveStorage(table, next);
      else rebuild(table, next);
      tables.set(next.name, next);
    });
    if (moved && isUnordered(next)) forgetPast(db);
    return next;
  };

  const rebuild = (table: Table, next: Table) => {
    const same = (a: Index, b: Index) =>
      JSON.stringify([a.hash, a.range]) === JSON.stringify([b.hash, b.range]);
    for (const old of table.indexes) {
      const kept = next.indexes.find((index) => index.name === old.name);
      if (!kept || !same(kept, old)) db.exec(`DROP TABLE ${old.storage}`);
    }
    for (const index of next.indexes) {
      const kept = table.indexes.find((old) => old.name === index.name);
      if (!kept || !same(kept, index)) createIndex(next, index);
    }
    if (next.definition.ttlAttribute !== table.definition.ttlAttribute) reindexExpiry(next);
  };

  /** When the item expires, in seconds, or null. */
  const expiryOf = (table: Table, item: Item): number | null => {
    const name = table.definition.ttlAttribute;
    const value = name === undefined ? undefined : attribute(item, name)?.N;
    if (value === undefined) return null;
    const seconds = Math.floor(Number(value));
    if (seconds <= 0 || seconds > Number.MAX_SAFE_INTEGER) return null;
    return seconds < now() / 1000 - TTL_HORIZON_S ? null : seconds;
  };

  const reindexExpiry = (table: Table) => {
    const rows = db.prepare(`SELECT row, item FROM t${table.id}_items`).all() as unknown as ItemRow[];
    const update = db.prepare(`UPDATE t${table.id}_items SET expires_s = ? WHERE row = ?`);
    for (const { row, item } of rows) update.run(expiryOf(table, JSON.parse(item) as Item), row);
  };

  const read = (table: Table, key: EncodedKey): StoredItem | undefined => {
    const name = recent.nameOf(table, key);
    const known = recent.get(name);
    if (known) return known;
    const found = statementsOf(table).byKey.get(key.hash, key.range) as unknown as ItemRow | undefined;
    if (!found) return undefined;
    const { row, item: text, size } = found;
    const item = { row, text, size, item: JSON.parse(text) as Item };
    recent.keep(table, name, item);
    return item;
  };

  /** The item of a row that is there. A scan remembers nothing of it: it would push out what is asked for. */
  const readRow = (table: Table, row: number, remember: boolean): StoredItem => {
    const known = recent.getRow(table, row);
    if (known) return known;
    const found = statementsOf(table).byRow.get(row) as unknown as KeyedRow;
    const item = { row, text: found.item, size: found.size, item: JSON.parse(found.item) as Item };
    if (remember) recent.keep(table, recent.nameOf(table, keyOfBytes(found.pk, found.sk)), item);
    return item;
  };

  const writeIndexes = ({ table, key, before, after }: Change, row: number) => {
    for (const { index, insert, remove } of statementsOf(table).entries) {
      if (before && after && sameIndexKey(index, before.item, after)) continue;
      const old = before && indexKeyOf(index, before.item);
      const next = after && indexKeyOf(index, after);
      if (old) remove.run(old.hash, old.range, key.hash, key.range);
      if (next) insert.run(next.hash, next.range, key.hash, key.range, row);
    }
  };

  /**
   * Writes a change: item, index entries and stream record. Call inside a transaction. A change that leaves the
   * item as it was writes nothing, and streams nothing.
   * @returns the size of the new item, 0 for a deletion.
   */
  const write = (change: Change): number => {
    const { table, key, before, after, size } = change;
    if (!after) {
      if (before) remove(change, before);
      return 0;
    }
    const text = JSON.stringify(after);
    if (before && (text === before.text || itemsEqual(before.item, after))) return before.size;
    const expires = expiryOf(table, after);
    if (expires !== null) expiryWritten(expires);
    let row: number;
    if (before) {
      row = before.row;
      statementsOf(table).update.run(text, size, expires, row);
    } else {
      const { insert } = statementsOf(table);
      row = Number(insert.run(key.hash, key.range, size, expires, text).lastInsertRowid);
    }
    const name = recent.nameOf(table, key);
    written.push(name);
    recent.keep(table, name, { row, text, size, item: after });
    writeIndexes(change, row);
    touch(table, key);
    stream(change, text);
    return size;
  };

  const remove = (change: Change, before: StoredItem) => {
    statementsOf(change.table).remove.run(before.row);
    recent.forget(recent.nameOf(change.table, change.key));
    writeIndexes(change, before.row);
    touch(change.table, change.key);
    stream(change, null);
  };

  const stream = ({ table, before, after, size, expired }: Change, text: string | null) => {
    if (!table.definition.streamViewType) return;
    const next = after && { item: after, size };
    streams.append(
      table,
      { created_ms: Math.floor(now()), expired: expired ? 1 : 0, before, after: next },
      text,
    );
    changed.add(table.name);
  };

  const openTable = (row: TableRow) => {
    const table = resolveTable(row.id, row.created_ms, JSON.parse(row.definition) as TableDefinition);
    tables.set(table.name, table);
    if (!isUnordered(table)) return false;
    // Files of before: the rows of such a table lay in the file.
    const inFile = db.prepare('SELECT 1 FROM main.sqlite_schema WHERE name = ?').get(`t${table.id}_items`);
    if (inFile) transaction(() => moveStorage(table, table));
    else createStorage(table, loadCollections(db, table));
    touched.clear();
    return inFile !== undefined;
  };
  // A process that was killed may have left the last acts in the log.
  forgetLog(db);
  const rows = db.prepare('SELECT id, created_ms, definition FROM tables').all() as unknown as TableRow[];
  if (rows.map(openTable).includes(true)) forgetPast(db);

  return {
    db,
    sql,
    tables,
    transaction,
    createTable,
    redefineTable,
    walk,
    read,
    readRow,
    write,
    readStream: streams.read,
    trimStream: streams.trim,
    onCommit(listener: (tableName: string) => void) {
      committed = listener;
    },
    onExpiry(listener: (expiresAtSeconds: number) => void) {
      expiryWritten = listener;
    },
    close: () => db.close(),
  };
}

/** The SQLite schema that has a table's rows; the temporary one is memory (PRAGMA temp_store). */
const placeOf = (table: Table): 'main' | 'temp' => (isUnordered(table) ? 'temp' : 'main');
