import { hash } from 'node:crypto';
import type { StoredItem } from './recent.ts';
import type { Statements } from './statements.ts';
import { primaryKeyOf, type Table } from './table.ts';
import type { Item, StreamRecord } from './types.ts';
import { itemSize } from './values.ts';

/** One row of a table's stream, without its images. */
interface StreamRow {
  seq: number;
  created_ms: number;
  expired: number;
}

interface Image {
  item: Item;
  size: number;
}

interface Images {
  before: Image | undefined;
  after: Image | undefined;
}

type KnownRecord = StreamRow & Images;

/** So many records are mostly read before they are forgotten. */
const RECORDS = 500;

/** The streams in the file. The newest records are kept as objects: who reads a stream as it grows decodes nothing. */
export function createStreams(statementsOf: (table: Table) => Statements) {
  const kept = new Map<string, KnownRecord>();
  /** By table: the last sequence number that this process wrote, and up to where it trimmed. */
  const newest = new Map<number, number>();
  const trimmed = new Map<number, number>();
  const nameOf = ({ id }: Table, seq: number) => `${id} ${seq}`;

  /** Undefined when one of the records is not at hand. */
  const between = (table: Table, from: number, to: number): KnownRecord[] | undefined => {
    const found: KnownRecord[] = [];
    for (let seq = from; seq <= to; seq++) {
      const record = kept.get(nameOf(table, seq));
      if (!record) return undefined;
      found.push(record);
    }
    return found;
  };

  return {
    /** @param after the new image as it is stored; the old one brings its text */
    append(
      table: Table,
      record: Omit<KnownRecord, 'seq' | 'before'> & { before: StoredItem | undefined },
      after: string | null,
    ) {
      const { created_ms, before, expired } = record;
      const { lastInsertRowid } = statementsOf(table).append.run(
        ...[created_ms, before?.text ?? null, after, expired],
      );
      const seq = Number(lastInsertRowid);
      newest.set(table.id, seq);
      kept.set(nameOf(table, seq), { ...record, seq });
      if (kept.size <= RECORDS) return;
      const [oldest] = kept.keys();
      kept.delete(oldest as string);
    },
    read(table: Table, afterSequence: number, limit: number): StreamRecord[] {
      const last = newest.get(table.id);
      if (last !== undefined && afterSequence >= (trimmed.get(table.id) ?? 0)) {
        // Whoever reads a stream asks far more often than there is news, and then for what was just written.
        const found = between(table, afterSequence + 1, Math.min(last, afterSequence + limit));
        if (found) return found.map((record) => toRecord(table, record));
      }
      const rows = statementsOf(table).records.all(afterSequence, limit) as unknown as FileRecord[];
      return rows.map((row) => toRecord(table, { ...row, ...parseImages(row) }));
    },
    trim(table: Table, upToSequence: number) {
      if (upToSequence <= (trimmed.get(table.id) ?? Number.NEGATIVE_INFINITY)) return;
      statementsOf(table).trim.run(upToSequence);
      trimmed.set(table.id, Math.min(upToSequence, newest.get(table.id) ?? 0));
    },
    /** Forgets what is at hand: a transaction was undone, or a table is another one now. */
    clear() {
      kept.clear();
      newest.clear();
      trimmed.clear();
    },
  };
}

interface FileRecord extends StreamRow {
  before: string | null;
  after: string | null;
}

/** A record's images as the file has them. */
function parseImages(row: FileRecord): Images {
  const image = (text: string | null): Image | undefined => {
    if (text === null) return undefined;
    const item = JSON.parse(text) as Item;
    return { item, size: itemSize(item) };
  };
  return { before: image(row.before), after: image(row.after) };
}

function toRecord(table: Table, row: KnownRecord): StreamRecord {
  const before = row.before?.item;
  const after = row.after?.item;
  const Keys = primaryKeyOf(table, (after ?? before)!);
  const SizeBytes = itemSize(Keys) + (row.after?.size ?? 0) + (row.before?.size ?? 0);
  return {
    sequence: row.seq,
    eventID: hash('sha256', `${table.name}/${table.createdMs}/${row.seq}`).slice(0, 32),
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
