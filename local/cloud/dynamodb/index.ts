import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CloudClock } from '../clock/clock.ts';
import type { Engine, Operation } from './engine.ts';
import { DynamoDbError } from './errors.ts';
import { handleRequest } from './http.ts';
import { structure } from './input.ts';
import { batchGetItem } from './operations/batch.ts';
import { createTable, listTables } from './operations/control.ts';
import { deleteItem, getItem, putItem, updateItem } from './operations/item.ts';
import { query, scan } from './operations/query.ts';
import { transactWriteItems } from './operations/transact.ts';
import { openStore } from './store.ts';
import { resolveTable } from './table.ts';
import { createReaper } from './ttl.ts';
import type { StreamRecord, TableDefinition } from './types.ts';

export type { StreamRecord, TableDefinition } from './types.ts';

const OPERATIONS: ReadonlyMap<string, Operation> = new Map(
  Object.entries({
    GetItem: getItem,
    PutItem: putItem,
    UpdateItem: updateItem,
    DeleteItem: deleteItem,
    Query: query,
    Scan: scan,
    BatchGetItem: batchGetItem,
    TransactWriteItems: transactWriteItems,
    CreateTable: createTable,
    ListTables: listTables,
  }),
);

export interface DynamoDbOptions {
  /** Path of the SQLite file, made if absent; ':memory:' forgets everything at close. */
  file: string;
  clock: CloudClock;
  region?: string;
  accountId?: string;
}

export interface EmbeddedDynamoDb {
  /**
   * Creates the table, or brings an existing one to the definition: indexes are built or dropped, stream and TTL
   * switched. @throws Error, in one sentence, when the key schema would change.
   */
  ensureTable(definition: TableDefinition): void;
  /**
   * Runs one operation on input in wire form (binary values as base64). What it returned is committed.
   * @throws DynamoDbError
   */
  execute(operation: string, input: unknown): unknown;
  /** Answers one HTTP request of an AWS SDK, CLI or boto3. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  /** Records after a sequence number, oldest first; kept until trimmed. */
  readStream(tableName: string, afterSequence: number, limit: number): StreamRecord[];
  /** Calls the listener soon after a table's stream grew; several commits may share one call. */
  onStream(listener: (tableName: string) => void): () => void;
  /** A consumer's durable position, 0 at first. */
  getCheckpoint(name: string): number;
  setCheckpoint(name: string, sequence: number): void;
  /** Drops the records up to and including a sequence number. */
  trimStream(tableName: string, upToSequence: number): void;
  close(): void;
}

export function createDynamoDb(options: DynamoDbOptions): EmbeddedDynamoDb {
  const { clock } = options;
  const store = openStore(options.file, () => clock.now());
  const engine: Engine = {
    store,
    clock,
    passingTokens: new Map(),
    region: options.region ?? 'us-east-1',
    accountId: options.accountId ?? '000000000000',
  };
  const announce = createAnnouncer();
  store.onCommit(announce.changed);
  const reaper = createReaper(store, clock);
  store.onExpiry(reaper.noticed);

  const known = (tableName: string) => {
    const table = store.tables.get(tableName);
    if (!table) throw new DynamoDbError('ResourceNotFoundException', 'Requested resource not found');
    return table;
  };

  const execute = (operation: string, input: unknown): unknown => {
    const run = OPERATIONS.get(operation);
    if (!run) {
      throw new DynamoDbError(
        'UnknownOperationException',
        operation === ''
          ? 'An unknown operation was requested.'
          : `The operation ${operation} is not supported by the embedded DynamoDB.`,
      );
    }
    return run(engine, structure(input));
  };

  return {
    ensureTable(definition) {
      const table = store.tables.get(definition.tableName);
      if (!table) {
        store.createTable(definition);
      } else {
        refuseNewKeys(table.definition, definition);
        if (JSON.stringify(table.definition) !== JSON.stringify(definition)) {
          store.redefineTable(table, definition);
        }
      }
      reaper.rearm();
    },
    execute,
    handle: (req, res) => handleRequest(execute, req, res),
    readStream: (tableName, afterSequence, limit) => store.readStream(known(tableName), afterSequence, limit),
    onStream: announce.listen,
    getCheckpoint(name) {
      const row = store.sql('SELECT sequence FROM checkpoints WHERE name = ?').get(name);
      return (row?.sequence as number | undefined) ?? 0;
    },
    setCheckpoint(name, sequence) {
      store.sql('INSERT OR REPLACE INTO checkpoints (name, sequence) VALUES (?, ?)').run(name, sequence);
    },
    trimStream: (tableName, upToSequence) => store.trimStream(known(tableName), upToSequence),
    close() {
      announce.close();
      reaper.close();
      store.close();
    },
  };
}

function refuseNewKeys(current: TableDefinition, next: TableDefinition): void {
  const keys = (definition: TableDefinition) => {
    const { hash, range } = resolveTable(0, 0, definition);
    return [hash, range].map((key) => (key ? `${key.name} (${key.type})` : 'none')).join(', ');
  };
  if (keys(current) === keys(next)) return;
  throw new Error(
    `Table ${current.tableName} has the keys ${keys(current)} and cannot be given the keys ${keys(next)}; ` +
      'use another table name or start with empty data.',
  );
}

/** Tells listeners of grown streams, outside the call that wrote, once for many writes. */
function createAnnouncer() {
  const listeners = new Set<(tableName: string) => void>();
  const pending = new Set<string>();
  const flush = () => {
    const names = [...pending];
    pending.clear();
    for (const name of names) for (const listener of listeners) listener(name);
  };
  return {
    changed(tableName: string) {
      if (listeners.size === 0) return;
      if (pending.size === 0) queueMicrotask(flush);
      pending.add(tableName);
    },
    listen(listener: (tableName: string) => void) {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    close: () => listeners.clear(),
  };
}
