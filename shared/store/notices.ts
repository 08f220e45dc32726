import * as z from 'zod/mini';
import type { ResponseOf } from '../contracts/api/index.ts';
import { keys } from './keys.ts';
import type { Table } from './table.ts';

const text = z.object({ zh: z.string(), en: z.string() });

/** A notice in the in-app box of an account (C18). The id begins with its instant, so that the box is in time order. */
export const NoticeSchema = z.object({
  noticeId: z.string(),
  at: z.string(),
  occasion: z.string(),
  title: text,
  body: text,
  applicationId: z.optional(z.string()),
});

/** An account's notices, newest first. */
export async function noticesOf(
  table: Table,
  personId: string,
  cursor?: string,
): Promise<ResponseOf<'NoticeList'>> {
  const page = await table.query(NoticeSchema, {
    partition: keys.profile(personId).pk,
    prefix: 'NOTICE#',
    newestFirst: true,
    limit: 50,
    ...(cursor ? { cursor } : {}),
  });
  return { items: page.items, ...(page.cursor ? { cursor: page.cursor } : {}) };
}
