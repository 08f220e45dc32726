import * as z from 'zod/mini';
import { refuse } from '../../errors.ts';
import { find } from '../../rules/base/findings.ts';
import { type Page, refuseCursor, type Table } from './table.ts';

const Cursor = z.object({ at: z.string(), after: z.optional(z.string()) });

/**
 * A page over several partitions of the queue index, one after the other. The cursor names the partition that it is
 * in, so that a cursor of another list is refused instead of read.
 * @throws {ProblemError} INVALID for a cursor that is none of this list
 */
export async function pageOver<S extends z.ZodMiniType>(
  table: Table,
  schema: S,
  partitions: readonly string[],
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<Page<z.output<S>>> {
  const from = cursor ? readCursor(cursor) : { at: partitions[0] ?? '' };
  let index = partitions.indexOf(from.at);
  if (cursor && index < 0) refuseCursor();
  const items: z.output<S>[] = [];
  let after = from.after;
  for (; index >= 0 && index < partitions.length; index++) {
    const partition = partitions[index] ?? '';
    const page = await table.query(schema, {
      index: 'queue',
      partition,
      limit: limit - items.length,
      ...(after ? { cursor: after } : {}),
    });
    items.push(...page.items);
    after = page.cursor;
    if (after) return { items, cursor: writeCursor({ at: partition, after }) };
    const next = partitions[index + 1];
    if (items.length >= limit && next) return { items, cursor: writeCursor({ at: next }) };
  }
  return { items };
}

const writeCursor = (cursor: z.infer<typeof Cursor>) =>
  Buffer.from(JSON.stringify(cursor)).toString('base64url');

function readCursor(text: string): z.infer<typeof Cursor> {
  try {
    const cursor = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')));
    if (cursor.after) JSON.parse(Buffer.from(cursor.after, 'base64url').toString('utf8'));
    return cursor;
  } catch {
    return refuseCursor();
  }
}

/** `?limit=`, a page of 50 when it is absent. @throws {ProblemError} INVALID for anything but 1–100 */
export function limitOf(text: string | undefined): number {
  if (text === undefined) return 50;
  const wanted = /^\d{1,3}$/.test(text) ? Number(text) : 0;
  if (wanted >= 1 && wanted <= 100) return wanted;
  return refuse('INVALID', find('QUERY_LIMIT', { field: 'limit', found: text, allowed: '1–100' }));
}
