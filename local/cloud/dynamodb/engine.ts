import type { CloudClock } from '../clock/clock.ts';
import { DynamoDbError } from './errors.ts';
import { checkTableName } from './input.ts';
import type { Store } from './store.ts';
import type { Table } from './table.ts';

/** A ClientRequestToken within its life: what it was used for, and the tables that its transaction touched. */
export interface UsedToken {
  digest: string;
  tables: string[];
  expiresMs: number;
}

/** What every operation gets. */
export interface Engine {
  store: Store;
  clock: CloudClock;
  /**
   * Tokens of transactions that touch an unordered table: a digest of such a request is as good as the order in which
   * requests came, so that it is never on disk, and a restart forgets it.
   */
  passingTokens: Map<string, UsedToken>;
  region: string;
  accountId: string;
}

export type Operation = (engine: Engine, input: Record<string, unknown>) => unknown;

export function tableOf(engine: Engine, given: string | undefined): Table {
  const name = checkTableName(given);
  const table = engine.store.tables.get(name);
  if (!table) throw new DynamoDbError('ResourceNotFoundException', 'Requested resource not found');
  return table;
}
