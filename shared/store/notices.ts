import * as z from 'zod/mini';
import type { ResponseOf } from '../contracts/api/index.ts';
import type { Application } from '../contracts/application.ts';
import { sha256Hex } from '../rules/base/sha256.ts';
import { queueOf } from '../rules/desk/queues.ts';
import type { Notice } from '../rules/notice/render.ts';
import { keys, queuePartition, queueSort } from './base/keys.ts';
import { create, put, type Table, TransactionRefused, type Write } from './base/table.ts';

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

/** One way out of the platform, and how far the message has come on it. No address: that is looked up when sending. */
const DeliverySchema = z.object({
  channel: z.enum(['SMS', 'EMAIL']),
  status: z.enum(['PENDING', 'SENT', 'FAILED', 'GIVEN_UP']),
  attempts: z.number(),
  at: z.optional(z.string()),
  /** Why the last attempt failed: a code, never what a gateway said about a person. */
  code: z.optional(z.string()),
});
export type Delivery = z.infer<typeof DeliverySchema>;

/** The notice as it is stored: whose it is, and what goes out by text message and e-mail. */
export const StoredNoticeSchema = z.extend(NoticeSchema, {
  personId: z.string(),
  audience: z.enum(['APPLICANT', 'UNIT_HR', 'INVITED']),
  event: z.string(),
  sms: text,
  deliveries: z.array(DeliverySchema),
});
export type StoredNotice = z.infer<typeof StoredNoticeSchema>;

/** A notice to a desk; its queue shows the rest. */
export const DeskNoticeSchema = z.extend(NoticeSchema, {
  queue: z.string(),
  desk: z.string(),
  event: z.string(),
  turn: z.optional(z.number()),
});
export type DeskNotice = z.infer<typeof DeskNoticeSchema>;

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

/** What a desk was told, newest first: its last fifty (acts/notice/desk-notices shows them). */
export async function deskNoticesOf(table: Table, queue: string, desk: string): Promise<DeskNotice[]> {
  const page = await table.query(DeskNoticeSchema, {
    partition: keys.deskNotice(queue, desk, '').pk,
    prefix: 'NOTICE#',
    newestFirst: true,
    limit: 50,
  });
  return page.items;
}

/**
 * The same for the same instant and cause, so that an event told twice gives one notice. `order` tells the events of one
 * instant apart: the number of the audit event, 0 for what time alone says.
 */
export function noticeIdOf(at: string, order: number, ...cause: (string | number)[]): string {
  return `${at}-${String(order).padStart(6, '0')}-${sha256Hex(cause.join('\n')).slice(0, 16)}`;
}

/** What every kind of notice keeps of its texts. */
export const noticeTexts = ({ occasion, event, title, body }: Notice) => ({ occasion, event, title, body });

/** How long the consumer has before the sweeper looks after an unsent notice, and how long it waits between attempts. */
const FIRST_LOOK_MS = 10 * 60_000;
const RETRY_MS = [10, 30, 120, 480, 1440].map((minutes) => minutes * 60_000);

/** One that says so is given up; the notice itself stays in the box. */
export const MAX_ATTEMPTS = RETRY_MS.length + 1;

const RETRY_QUEUE = queuePartition('NOTICE_RETRY', '-');

function item(notice: StoredNotice, now: string): Record<string, unknown> {
  const open = notice.deliveries.filter((d) => d.status === 'PENDING' || d.status === 'FAILED');
  const waits = open.map((d) => (d.attempts === 0 ? FIRST_LOOK_MS : (RETRY_MS[d.attempts - 1] ?? 0)));
  const due = open.length === 0 ? undefined : new Date(Date.parse(now) + Math.min(...waits)).toISOString();
  return {
    ...notice,
    type: 'NOTICE',
    queuePk: due && RETRY_QUEUE,
    queueSk: due && queueSort(due, notice.noticeId),
  };
}

/** Stores the notice unless it is there already, which answers the one that is. */
export async function keepNotice(table: Table, notice: StoredNotice, now: string): Promise<StoredNotice> {
  const key = keys.notice(notice.personId, notice.noticeId);
  if (await created(table, [create(table.name, key, item(notice, now))])) return notice;
  return (await table.get(StoredNoticeSchema, key)) ?? notice;
}

/** How far its deliveries have come. */
export async function updateNotice(table: Table, notice: StoredNotice, now: string): Promise<void> {
  await table.transact([put(table.name, keys.notice(notice.personId, notice.noticeId), item(notice, now))]);
}

function deskNoticeWrite(table: Table, notice: DeskNotice): Write {
  const key = keys.deskNotice(notice.queue, notice.desk, notice.noticeId);
  return create(table.name, key, { ...notice, type: 'DESK_NOTICE' });
}

/** Tells the desk that has the application now, once for the same id; nothing where no desk has it. */
export async function tellDesk(
  table: Table,
  application: Application,
  notice: Notice,
  told: { noticeId: string; at: string; turn?: number | undefined },
): Promise<void> {
  const queue = queueOf(application);
  if (!queue) return;
  const { name, desk } = queue;
  const { turn, ...rest } = told;
  const { applicationId } = application;
  const place = { applicationId, queue: name, desk, ...(turn === undefined ? {} : { turn }) };
  await created(table, [deskNoticeWrite(table, { ...noticeTexts(notice), ...place, ...rest })]);
}

/** Notices whose messages wait for another attempt now. */
export async function noticesToRetry(table: Table, now: string, limit: number): Promise<StoredNotice[]> {
  const due = { index: 'queue', partition: RETRY_QUEUE, upTo: `${now}~`, limit } as const;
  return (await table.query(StoredNoticeSchema, due)).items;
}

/** False when something of it was there already. */
export async function created(table: Table, writes: Write[]): Promise<boolean> {
  try {
    await table.transact(writes);
    return true;
  } catch (error) {
    if (error instanceof TransactionRefused && error.reasons.some((r) => r.code === 'ConditionalCheckFailed'))
      return false;
    throw error;
  }
}
