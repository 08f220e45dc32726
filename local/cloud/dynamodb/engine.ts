import type { CloudClock } from '../clock/clock.ts';
import { DynamoDbError } from './errors.ts';
import { checkTableName } from './input.ts';
import type { Store } from './store.ts';
import type { Table } from './table.ts';

/** What every operation gets. */
export interface Engine {
  store: Store;
  clock: CloudClock;
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
