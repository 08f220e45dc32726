import type { CloudClock } from '../clock/clock.ts';
import type { Store } from './store.ts';
import { keyOfBytes, type Table } from './table.ts';

/** Items deleted in one SQLite transaction. */
const BATCH = 500;

export interface Reaper {
  /** Sets the alarm anew; call after a table was defined anew. */
  rearm(): void;
  /** An item that expires at this second was written. */
  noticed(expiresAtSeconds: number): void;
  close(): void;
}

/**
 * Time to live: deletes expired items as the service does, with a REMOVE record that names the service. AWS takes up
 * to some days; here an item goes as soon as the clock passes its second.
 */
export function createReaper(store: Store, clock: CloudClock): Reaper {
  let alarmAt = Number.POSITIVE_INFINITY;
  let cancel: (() => void) | undefined;
  let closed = false;

  const earliest = (): number => {
    let next = Number.POSITIVE_INFINITY;
    for (const table of store.tables.values()) {
      if (table.definition.ttlAttribute === undefined) continue;
      const row = store
        .sql(`SELECT min(expires_s) AS next FROM t${table.id}_items WHERE expires_s IS NOT NULL`)
        .get() as unknown as { next: number | null };
      if (row.next !== null) next = Math.min(next, row.next);
    }
    return next;
  };

  const arm = (seconds: number) => {
    cancel?.();
    cancel = undefined;
    alarmAt = seconds;
    if (Number.isFinite(seconds)) cancel = clock.schedule(seconds * 1000, sweep);
  };

  const sweep = () => {
    if (closed) return;
    for (const table of store.tables.values()) {
      if (table.definition.ttlAttribute === undefined) continue;
      while (sweepBatch(store, table, clock.now()) === BATCH);
    }
    arm(earliest());
  };

  // Moved to where nothing expires, there is nothing to look for.
  const unsubscribe = clock.onMove(() => {
    if (clock.now() / 1000 >= alarmAt) sweep();
  });
  sweep();

  return {
    rearm: sweep,
    noticed(expiresAtSeconds) {
      if (expiresAtSeconds < alarmAt) arm(expiresAtSeconds);
    },
    close() {
      closed = true;
      unsubscribe();
      cancel?.();
    },
  };
}

function sweepBatch(store: Store, table: Table, nowMs: number): number {
  const rows = store
    .sql(
      `SELECT pk, sk FROM t${table.id}_items WHERE expires_s IS NOT NULL AND expires_s <= ? ORDER BY expires_s LIMIT ${BATCH}`,
    )
    .all(Math.floor(nowMs / 1000)) as unknown as { pk: Uint8Array; sk: Uint8Array }[];
  if (rows.length === 0) return 0;
  store.transaction(() => {
    for (const { pk, sk } of rows) {
      const key = keyOfBytes(pk, sk);
      const before = store.read(table, key);
      store.write({ table, key, before, after: undefined, size: 0, expired: true });
    }
  });
  return rows.length;
}
