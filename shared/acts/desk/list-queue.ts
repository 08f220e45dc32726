import type { ResponseOf } from '../../contracts/api/index.ts';
import { type Application, ApplicationSchema } from '../../contracts/application.ts';
import type { QueueName } from '../../contracts/desks.ts';
import { isBefore } from '../../rules/calendar/local-date.ts';
import { queuePartition } from '../../store/base/keys.ts';
import { pageOver } from '../../store/base/pages.ts';
import type { Page, Table } from '../../store/base/table.ts';

/** What waits at a desk. */

export type QueueItem = ResponseOf<'Queue'>['items'][number];

/** A page of one queue at these desks, by due time at each desk. */
export async function queuePage(
  table: Table,
  name: QueueName,
  desks: readonly string[],
  options: { limit: number; cursor?: string | undefined; now: string },
): Promise<Page<QueueItem>> {
  const partitions = desks.map((desk) => queuePartition(name, desk));
  const page = await pageOver(table, ApplicationSchema, partitions, options);
  const items = page.items.map((application) => queueItem(application, options.now));
  return { items, ...(page.cursor ? { cursor: page.cursor } : {}) };
}

/** One application as a row of a queue. */
export function queueItem(application: Application, now: string): QueueItem {
  const { applicationId, applicationNo, applicantName, unit, planCode, specialty, mode } = application;
  const { stage, turn, dueAt, submittedAt } = application;
  return {
    ...{ applicationId, applicationNo, applicantName, planCode, specialty, mode, stage, turn },
    unitName: unit.name,
    dueAt,
    submittedAt,
    overdue: dueAt !== undefined && !isBefore(now, dueAt),
  };
}
