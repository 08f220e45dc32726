/** Names of the single table that the stacks, the stores and the tests share (design.md §4). */

export const TABLE_KEYS = { partition: 'pk', sort: 'sk', ttl: 'expiresAt' } as const;

/**
 * Sparse indexes. `queue`: what waits at a desk, by due time; it carries keys alone, and the items are read behind them,
 * so that a new column of a page needs no new index. `owner`: what belongs to a person or a list, newest first.
 */
export const INDEXES = {
  queue: { name: 'queue', partition: 'queuePk', sort: 'queueSk', projection: 'KEYS_ONLY' },
  owner: { name: 'owner', partition: 'ownerPk', sort: 'ownerSk', projection: 'ALL' },
} as const;
