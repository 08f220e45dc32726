import type { ResponseOf } from '../../contracts/api/index.ts';
import { type Application, ApplicationSchema } from '../../contracts/application.ts';
import type { Role } from '../../contracts/roles.ts';
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
