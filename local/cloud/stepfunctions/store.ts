import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { openDatabase } from '../data-files.ts';
import type { Execution, ExecutionStatus, Frame, HistoryEvent } from './types.ts';

const SCHEMA = `
CREATE TABLE IF NOT EXISTS definitions (hash TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS machines (
  arn TEXT PRIMARY KEY, name TEXT NOT NULL, definition TEXT NOT NULL, roleArn TEXT NOT NULL,
  createdAt INTEGER NOT NULL, updatedAt INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS versions (
  machineArn TEXT NOT NULL, version INTEGER NOT NULL, definition TEXT NOT NULL, roleArn TEXT NOT NULL,
  createdAt INTEGER NOT NULL, PRIMARY KEY (machineArn, version));
CREATE TABLE IF NOT EXISTS aliasTargets (arn TEXT PRIMARY KEY, versionArn TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS executions (
  id INTEGER PRIMARY KEY AUTOINCREMENT, arn TEXT NOT NULL UNIQUE, machineArn TEXT NOT NULL, versionArn TEXT,
  aliasArn TEXT, name TEXT NOT NULL, status TEXT NOT NULL, input TEXT NOT NULL, output TEXT, error TEXT, cause TEXT,
  definition TEXT NOT NULL, roleArn TEXT NOT NULL, startedAt INTEGER NOT NULL, stoppedAt INTEGER,
  eventCount INTEGER NOT NULL, frameCount INTEGER NOT NULL, due INTEGER);
CREATE INDEX IF NOT EXISTS executionsOfMachine ON executions (machineArn, id);
CREATE INDEX IF NOT EXISTS executionsOpen ON executions (status) WHERE status = 'RUNNING';
CREATE INDEX IF NOT EXISTS executionsDue ON executions (due) WHERE due IS NOT NULL;
CREATE TABLE IF NOT EXISTS frames (
  execution INTEGER NOT NULL, id INTEGER NOT NULL, due INTEGER, body TEXT NOT NULL,
  PRIMARY KEY (execution, id)) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS framesDue ON frames (due) WHERE due IS NOT NULL;
CREATE TABLE IF NOT EXISTS events (
  execution INTEGER NOT NULL, id INTEGER NOT NULL, body TEXT NOT NULL, PRIMARY KEY (execution, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tokens (
  token TEXT PRIMARY KEY, execution INTEGER NOT NULL, open INTEGER NOT NULL, timeoutAt INTEGER,
  outcome TEXT) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS tokensOfExecution ON tokens (execution);
`;

export type Value = string | number | null;

export interface TokenRow {
  token: string;
  execution: number;
  open: 0 | 1;
  timeoutAt: number | null;
  /** JSON of a TokenOutcome, once a caller completed the task. */
  outcome: string | null;
}

export type TokenOutcome = { output: string };

/** The data file: machines, executions, their history, frames and tokens. One process owns it. */
export class Store {
  readonly #db: DatabaseSync;
  readonly #statements = new Map<string, StatementSync>();
  /** Transactions committed by this instance. */
  commits = 0;
  afterCommit: (() => void) | undefined;

  constructor(file: string) {
    if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true });
    this.#db = openDatabase(file, 'PRAGMA synchronous = NORMAL');
    this.#db.exec(SCHEMA);
  }

  #statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known) return known;
    const statement = this.#db.prepare(sql);
    this.#statements.set(sql, statement);
    return statement;
  }

  all<T>(sql: string, ...values: Value[]): T[] {
    return this.#statement(sql).all(...values) as T[];
  }

  get<T>(sql: string, ...values: Value[]): T | undefined {
    return this.#statement(sql).get(...values) as T | undefined;
  }

  run(sql: string, ...values: Value[]): void {
    this.#statement(sql).run(...values);
  }

  /** All of `work` or nothing of it. */
  transaction<T>(work: () => T): T {
    this.run('BEGIN IMMEDIATE');
    let result: T;
    try {
      result = work();
    } catch (error) {
      this.run('ROLLBACK');
      throw error;
    }
    this.run('COMMIT');
    this.commits += 1;
    this.afterCommit?.();
    return result;
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  /** Keeps a definition's text once, under its hash: executions name the very text that they started with. */
  keepDefinition(text: string): string {
    const hash = createHash('sha256').update(text).digest('hex');
    this.run('INSERT OR IGNORE INTO definitions (hash, text) VALUES (?, ?)', hash, text);
    return hash;
  }

  definition(hash: string): string {
    const row = this.get<{ text: string }>('SELECT text FROM definitions WHERE hash = ?', hash);
    if (!row) throw new Error(`The definition ${hash} is missing from the data file.`);
    return row.text;
  }

  insertExecution(e: Omit<Execution, 'id'>): number {
    const row = this.get<{ id: number }>(
      `INSERT INTO executions (arn, machineArn, versionArn, aliasArn, name, status, input, output, error, cause,
         definition, roleArn, startedAt, stoppedAt, eventCount, frameCount, due)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) RETURNING id`,
      ...[
        e.arn,
        e.machineArn,
        e.versionArn,
        e.aliasArn,
        e.name,
        e.status,
        e.input,
        e.output,
        e.error,
        e.cause,
      ],
      ...[e.definition, e.roleArn, e.startedAt, e.stoppedAt, e.eventCount, e.frameCount, e.due],
    );
    return row!.id;
  }

  execution(id: number): Execution | undefined {
    return this.get<Execution>('SELECT * FROM executions WHERE id = ?', id);
  }

  isRunning(id: number): boolean {
    return this.get("SELECT 1 FROM executions WHERE id = ? AND status = 'RUNNING'", id) !== undefined;
  }

  executionByArn(arn: string): Execution | undefined {
    return this.get<Execution>('SELECT * FROM executions WHERE arn = ?', arn);
  }

  deleteExecution(id: number): void {
    for (const table of ['events', 'frames', 'tokens'])
      this.run(`DELETE FROM ${table} WHERE execution = ?`, id);
    this.run('DELETE FROM executions WHERE id = ?', id);
  }

  /** Closes an execution: no frame, no timer, no open token is left. */
  endExecution(
    id: number,
    end: { status: ExecutionStatus; output?: string; error?: string | undefined; cause?: string | undefined },
    now: number,
  ): void {
    this.run(
      'UPDATE executions SET status = ?, output = ?, error = ?, cause = ?, stoppedAt = ?, due = NULL WHERE id = ?',
      ...[end.status, end.output ?? null, end.error ?? null, end.cause ?? null, now, id],
    );
    this.run('DELETE FROM frames WHERE execution = ?', id);
    this.run('UPDATE tokens SET open = 0, outcome = NULL WHERE execution = ?', id);
  }

  frames(execution: number): Frame[] {
    return this.all<{ body: string }>(
      'SELECT body FROM frames WHERE execution = ? ORDER BY id',
      execution,
    ).map((row) => JSON.parse(row.body));
  }

  saveFrame(execution: number, frame: Frame): void {
    this.run(
      'INSERT OR REPLACE INTO frames (execution, id, due, body) VALUES (?, ?, ?, ?)',
      ...[execution, frame.id, frame.due ?? null, JSON.stringify(frame)],
    );
  }

  removeFrame(execution: number, id: number): void {
    this.run('DELETE FROM frames WHERE execution = ? AND id = ?', execution, id);
  }

  addEvents(execution: number, events: HistoryEvent[], frameCount: number): void {
    for (const event of events) {
      this.run(
        'INSERT INTO events (execution, id, body) VALUES (?, ?, ?)',
        ...[execution, event.id, JSON.stringify(event)],
      );
    }
    const last = events.at(-1);
    if (last) {
      this.run(
        'UPDATE executions SET eventCount = ?, frameCount = ? WHERE id = ?',
        last.id,
        frameCount,
        execution,
      );
    }
  }

  openToken(token: string, execution: number): void {
    this.run('INSERT INTO tokens (token, execution, open) VALUES (?, ?, 1)', token, execution);
  }

  startToken(token: string, timeoutAt: number | undefined): void {
    this.run('UPDATE tokens SET timeoutAt = ? WHERE token = ?', timeoutAt ?? null, token);
  }

  closeToken(token: string): void {
    this.run('UPDATE tokens SET open = 0, outcome = NULL WHERE token = ?', token);
  }

  token(token: string): TokenRow | undefined {
    return this.get<TokenRow>('SELECT * FROM tokens WHERE token = ?', token);
  }

  openExecutions(): number[] {
    return this.all<{ id: number }>("SELECT id FROM executions WHERE status = 'RUNNING' ORDER BY id").map(
      (r) => r.id,
    );
  }

  /** The earliest timer of all, in epoch ms. */
  earliestDue(): number | undefined {
    const row = this.get<{ frames: number | null; executions: number | null }>(
      `SELECT (SELECT MIN(due) FROM frames WHERE due IS NOT NULL) AS frames,
         (SELECT MIN(due) FROM executions WHERE due IS NOT NULL) AS executions`,
    );
    if (row?.frames == null) return row?.executions ?? undefined;
    return Math.min(row.frames, row.executions ?? row.frames);
  }

  /** Executions with a timer at or before `now`, earliest first. */
  dueExecutions(now: number): number[] {
    return this.all<{ id: number }>(
      `SELECT id, MIN(due) AS due FROM (
         SELECT execution AS id, due FROM frames WHERE due <= ? UNION ALL SELECT id, due FROM executions WHERE due <= ?)
       GROUP BY id ORDER BY due, id`,
      ...[now, now],
    ).map((row) => row.id);
  }

  /** The earliest timer after `now`, in epoch ms. */
  nextDue(now: number): number | undefined {
    const row = this.get<{ due: number | null }>(
      `SELECT MIN(due) AS due FROM (
         SELECT MIN(due) AS due FROM frames WHERE due > ? UNION ALL SELECT MIN(due) FROM executions WHERE due > ?)`,
      ...[now, now],
    );
    return row?.due ?? undefined;
  }
}
