import { createHash } from 'node:crypto';
import { primaryKeyOf, type Table } from './table.ts';
import type { Item, StreamRecord } from './types.ts';
import { itemSize } from './values.ts';

/** One row of a table's stream. */
export interface StreamRow {
  seq: number;
  created_ms: number;
  before: string | null;
  after: string | null;
  expired: number;
}

interface Images {
  before: Item | undefined;
  after: Item | undefined;
}

/** So many records are mostly read before they are forgotten. */
const IMAGES = 500;

/** The images of the newest records as objects: whoever reads a stream as it grows decodes nothing. */
export function createImages() {
  const kept = new Map<string, Images>();
  const nameOf = ({ id }: Table, seq: number) => `${id} ${seq}`;
  return {
    keep(table: Table, seq: number, images: Images) {
      kept.set(nameOf(table, seq), images);
      if (kept.size <= IMAGES) return;
      const [oldest] = kept.keys();
      kept.delete(oldest as string);
    },
    take: (table: Table, seq: number): Images | undefined => kept.get(nameOf(table, seq)),
    clear: () => kept.clear(),
  };
}

/** @param fresh what the row was written from, where that is still at hand */
export function toRecord(table: Table, row: StreamRow, fresh: Images | undefined): StreamRecord {
  const { before, after } = fresh ?? {
    before: row.before === null ? undefined : (JSON.parse(row.before) as Item),
    after: row.after === null ? undefined : (JSON.parse(row.after) as Item),
  };
  const Keys = primaryKeyOf(table, (after ?? before)!);
  const SizeBytes = itemSize(Keys) + (after ? itemSize(after) : 0) + (before ? itemSize(before) : 0);
  return {
    sequence: row.seq,
    eventID: createHash('sha256')
      .update(`${table.name}/${table.createdMs}/${row.seq}`)
      .digest('hex')
      .slice(0, 32),
    eventName: !before ? 'INSERT' : !after ? 'REMOVE' : 'MODIFY',
    dynamodb: {
      ApproximateCreationDateTime: Math.floor(row.created_ms / 1000),
      Keys,
      ...(after ? { NewImage: after } : {}),
      ...(before ? { OldImage: before } : {}),
      SequenceNumber: `1${String(row.seq).padStart(20, '0')}`,
      SizeBytes,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    },
    ...(row.expired ? { userIdentity: { type: 'Service', principalId: 'dynamodb.amazonaws.com' } } : {}),
  };
}
