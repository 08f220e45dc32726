import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** A file of the data folder that cannot be used: says which, and why. */
export class DataFileError extends Error {
  readonly file: string;
  readonly problem: 'damaged' | 'full' | 'unusable';
  constructor(file: string, problem: DataFileError['problem'], cause: unknown) {
    super(`${file}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
    this.file = file;
    this.problem = problem;
  }
}

/** Files up to this size are looked through before they are used; larger ones would hold up the start. */
const CHECKED_BYTES = 256 * 1024 * 1024;
/** SQLite's primary result codes: CORRUPT, NOTADB, FORMAT; FULL. */
const DAMAGED = new Set([11, 26, 24]);
const FULL = 13;

/** Opens an SQLite file in write-ahead mode. @throws {DataFileError} when it is damaged, or the disk is full */
export function openDatabase(file: string, pragmas = ''): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = new DatabaseSync(file);
    db.exec(`PRAGMA busy_timeout = 5000; PRAGMA journal_mode = WAL; ${pragmas}`);
    if ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) <= CHECKED_BYTES) {
      const found = Object.values(db.prepare('PRAGMA quick_check(1)').get() ?? {})[0];
      if (found !== 'ok') throw new DataFileError(file, 'damaged', found);
    }
    return db;
  } catch (error) {
    if (db?.isOpen) db.close();
    if (error instanceof DataFileError) throw error;
    const primary = ((error as { errcode?: number }).errcode ?? 0) & 0xff;
    throw new DataFileError(
      file,
      DAMAGED.has(primary) ? 'damaged' : primary === FULL ? 'full' : 'unusable',
      error,
    );
  }
}

/**
 * What a small state file says; undefined while there is none.
 * @throws {DataFileError} when `parse` cannot make anything of it
 */
export function readState<T>(file: string, parse: (text: string) => T): T | undefined {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
  try {
    return parse(text);
  } catch (error) {
    throw new DataFileError(file, 'damaged', error);
  }
}

/** Puts a state file in place at once: there is always the old one or the new one. For its owner's eyes only. */
export function writeState(file: string, text: string): void {
  writeFileSync(`${file}.new`, text, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}
