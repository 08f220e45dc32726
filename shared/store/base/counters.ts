import { keys } from './keys.ts';
import type { Table } from './table.ts';

/**
 * The next number of a series, from 1. Taken before the transaction that uses it: a number may be lost to an act that
 * fails afterwards, and none is ever given twice.
 */
export const nextNumber = (table: Table, series: string): Promise<number> =>
  table.increment(keys.counter(series));
