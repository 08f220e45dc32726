import * as z from 'zod/mini';
import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Role } from '../../contracts/roles.ts';
import { stageCodes } from '../../contracts/stages.ts';
import { isBefore } from '../../rules/calendar/local-date.ts';
import type { QueueName } from '../../store/applications.ts';
import { queuePartition } from '../../store/base/keys.ts';
import { pageOver } from '../../store/base/pages.ts';
import type { Page, Table } from '../../store/base/table.ts';

/** What waits at a desk. */

const office: readonly QueueName[] = [
  'OFFICE_REVIEW',
  'PAPER_TRANSIT',
  'OFFICE_AUDITED',
  'PRE_PUBLICITY',
  'PRE_OBJECTION',
  'SESSION_ASSIGNMENT',
  'GROUP_REVIEW',
  'VOTING',
  'RESULT_PREPARATION',
  'RESULT_PUBLICITY',
  'RESULT_OBJECTION',
  'RESULT_REPORT',
  'PAPER_RETURN',
];
const authority: readonly QueueName[] = ['JOINT_AUDIT', 'DOCUMENT'];

/** The queues that a role works through, its own first. */
export const queuesOf: Partial<Record<Role, readonly QueueName[]>> = {
  POINT_CLERK: ['POINT_REVIEW', 'PAPER_DELIVERY', 'PAPER_TRANSIT', 'PAPER_RETURN'],
  DISTRICT_OFFICER: ['DISTRICT_REVIEW'],
  MUNI_UNIT_OFFICER: ['PAPER_DELIVERY', 'PAPER_TRANSIT', 'PAPER_RETURN'],
  OFFICE_CLERK: office,
  OFFICE_HEAD: office,
  MUNI_HRSS: authority,
  CONSTR_COMMISSION: authority,
  SUPERVISOR: ['PRE_OBJECTION', 'RESULT_OBJECTION', 'SESSION_ASSIGNMENT', 'JOINT_AUDIT'],
};

/** What the index carries of an application. */
const Head = z.object({
  applicationId: z.string(),
  applicationNo: z.optional(z.string()),
  applicantName: z.string(),
  unit: z.object({ name: z.string() }),
  planCode: z.string(),
  specialty: z.optional(z.string()),
  mode: z.optional(z.string()),
  stage: z.enum(stageCodes),
  turn: z.number(),
  dueAt: z.optional(z.string()),
  submittedAt: z.optional(z.string()),
});

export type QueueItem = ResponseOf<'Queue'>['items'][number];

/** A page of one queue at these desks, by due time at each desk. */
export async function queuePage(
  table: Table,
  name: QueueName,
  desks: readonly string[],
  options: { limit: number; cursor?: string | undefined; now: string },
): Promise<Page<QueueItem>> {
  const partitions = desks.map((desk) => queuePartition(name, desk));
  const page = await pageOver(table, Head, partitions, options);
  const items = page.items.map(({ unit, ...head }) => ({
    ...head,
    unitName: unit.name,
    overdue: head.dueAt !== undefined && !isBefore(options.now, head.dueAt),
  }));
  return { items, ...(page.cursor ? { cursor: page.cursor } : {}) };
}
