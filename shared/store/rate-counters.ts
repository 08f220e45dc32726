import { keys } from './base/keys.ts';
import type { Table } from './base/table.ts';

/**
 * How often somebody has asked in a window (D22): one counter item each, gone by itself. `whose` is the keyed hash of an
 * address or the id of an account, never an address.
 */
export interface Counter {
  readonly name: string;
  readonly whose: string;
  readonly window: string;
}

/** Counts one more in a single conditional write; false when so many have been counted already. */
export const countUpTo = (
  table: Table,
  { name, whose, window }: Counter,
  limit: { times: number; expiresAt: number },
): Promise<boolean> => table.incrementBelow(keys.rate(name, whose, window), limit.times, limit.expiresAt);

/** Gives one back. */
export const countBack = (table: Table, { name, whose, window }: Counter): Promise<void> =>
  table.decrement(keys.rate(name, whose, window));
