import type { SQLInputValue, SQLOutputValue, StatementSync } from 'node:sqlite';
import { openDatabase } from '../data-files.ts';

const SCHEMA_VERSION = 1;

const SCHEMA = `
CREATE TABLE sequence (last INTEGER NOT NULL);
INSERT INTO sequence VALUES (0);
CREATE TABLE buckets (name TEXT PRIMARY KEY, created INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE objects (
  seq INTEGER PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, version_id TEXT NOT NULL,
  latest INTEGER NOT NULL, delete_marker INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
  last_modified INTEGER NOT NULL, headers TEXT NOT NULL, tags TEXT NOT NULL, checksum TEXT, blobs TEXT NOT NULL
);
CREATE UNIQUE INDEX objects_version ON objects (bucket, key, version_id);
CREATE INDEX objects_history ON objects (bucket, key, seq);
CREATE UNIQUE INDEX objects_latest ON objects (bucket, key) WHERE latest = 1;
CREATE TABLE blobs (name TEXT PRIMARY KEY, garbage INTEGER NOT NULL DEFAULT 0) WITHOUT ROWID;
CREATE INDEX blobs_garbage ON blobs (name) WHERE garbage = 1;
CREATE TABLE uploads (
  id TEXT PRIMARY KEY, bucket TEXT NOT NULL, key TEXT NOT NULL, initiated INTEGER NOT NULL,
  headers TEXT NOT NULL, tags TEXT NOT NULL, algorithm TEXT, checksum_type TEXT
) WITHOUT ROWID;
CREATE TABLE parts (
  upload_id TEXT NOT NULL, number INTEGER NOT NULL, size INTEGER NOT NULL, etag TEXT NOT NULL,
  checksum TEXT, blob TEXT NOT NULL, PRIMARY KEY (upload_id, number)
) WITHOUT ROWID;
CREATE TABLE outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, target TEXT NOT NULL, event TEXT NOT NULL);
CREATE TABLE moves (at INTEGER NOT NULL, ahead INTEGER NOT NULL);
`;

export type Row = Record<string, SQLOutputValue>;

/** The one database of the store. All calls are synchronous; a commit is on disk when it returns. */
export interface Catalog {
  run(sql: string, ...values: SQLInputValue[]): void;
  get(sql: string, ...values: SQLInputValue[]): Row | undefined;
  all(sql: string, ...values: SQLInputValue[]): Row[];
  /** All or nothing; what `work` throws is thrown on after the roll-back. */
  transact<T>(work: () => T): T;
  /** The next number in the order of changes. Only inside `transact`. */
  nextSequence(): number;
  /** Notes that the clock is `ahead` ms ahead of real time from the real moment `at` on. */
  recordMove(at: number, ahead: number): void;
  /** How far the clock was ahead at a real moment, in ms. */
  aheadAt(at: number): number;
  close(): void;
}

/** @throws Error when the file was written by another version of this schema */
export function openCatalog(file: string): Catalog {
  const db = openDatabase(file, 'PRAGMA synchronous = FULL');
  const statements = new Map<string, StatementSync>();
  const prepare = (sql: string) => {
    const statement = statements.get(sql) ?? db.prepare(sql);
    statements.set(sql, statement);
    return statement;
  };
  const catalog: Catalog = {
    run: (sql, ...values) => void prepare(sql).run(...values),
    get: (sql, ...values) => prepare(sql).get(...values),
    all: (sql, ...values) => prepare(sql).all(...values),
    transact(work) {
      db.exec('BEGIN IMMEDIATE');
      try {
        const result = work();
        db.exec('COMMIT');
        return result;
      } catch (error) {
        if (db.isTransaction) db.exec('ROLLBACK');
        throw error;
      }
    },
    nextSequence: () => Number(prepare('UPDATE sequence SET last = last + 1 RETURNING last').get()?.last),
    recordMove: (at, ahead) => void prepare('INSERT INTO moves VALUES (?, ?)').run(at, Math.round(ahead)),
    aheadAt: (at) =>
      Number(
        (
          prepare('SELECT ahead FROM moves WHERE at <= ? ORDER BY at DESC, rowid DESC LIMIT 1').get(at) ??
          prepare('SELECT ahead FROM moves ORDER BY at, rowid LIMIT 1').get()
        )?.ahead ?? 0,
      ),
    close: () => db.close(),
  };
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  if (version === 0) {
    catalog.transact(() => db.exec(`${SCHEMA} PRAGMA user_version = ${SCHEMA_VERSION};`));
  } else if (version !== SCHEMA_VERSION) {
    db.close();
    throw new Error(`${file} has schema version ${version}; this program knows version ${SCHEMA_VERSION}.`);
  }
  return catalog;
}
