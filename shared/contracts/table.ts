/** Names of the single table that the stacks, the stores and the tests share (design.md §4). */

export const TABLE_KEYS = { partition: 'pk', sort: 'sk', ttl: 'expiresAt' } as const;

/** Sparse indexes. `queue`: what waits at a desk, by due time. `owner`: what belongs to a person or a list, newest first. */
export const INDEXES = {
  queue: { name: 'queue', partition: 'queuePk', sort: 'queueSk' },
  owner: { name: 'owner', partition: 'ownerPk', sort: 'ownerSk' },
} as const;

/** What the queue index carries beside the keys, so that a desk's page is one read. */
export const QUEUE_PROJECTION = [
  'type',
  'applicationId',
  'applicationNo',
  'applicantName',
  'unit',
  'stage',
  'turn',
  'dueAt',
  'planCode',
  'specialty',
  'mode',
  'submittedAt',
  'version',
  'uscc',
  'unitName',
  'division',
  'itemId',
  'personId',
  'personName',
  'title',
  'kind',
  'status',
  'objectionId',
  'publicityId',
  'updatedAt',
] as const;
