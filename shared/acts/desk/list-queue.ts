import type { ResponseOf } from '../../contracts/api/index.ts';
import { type Application, ApplicationSchema } from '../../contracts/application.ts';
import { deskOf, type QueueName } from '../../contracts/desks.ts';
import type { Principal } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import type { Context } from '../../rules/base/context.ts';
import { isBefore } from '../../rules/calendar/local-date.ts';
import { find } from '../../rules/desk/findings.ts';
import { queuesOf } from '../../rules/desk/queues.ts';
import { authorityOf, coversPlan } from '../../rules/desk/scope.ts';
import { withCurrentWindow } from '../../rules/publicity/window.ts';
import { queuePartition } from '../../store/base/keys.ts';
import { limitOf, pageOver } from '../../store/base/pages.ts';
import type { Page, Table } from '../../store/base/table.ts';
import type { Deps } from '../base/deps.ts';

/** What waits at a desk. */

/** What a row's date depends on. */
export type QueueContext = Readonly<Pick<Context, 'now' | 'calendars'>>;

export type QueueItem = ResponseOf<'Queue'>['items'][number];

/**
 * A page of one of the queues of this person's desk, its first where none is asked for.
 * @throws {ProblemError} INVALID for a queue that is none of the desk's
 */
export async function listQueue(
  deps: Pick<Deps, 'table' | 'plans' | 'calendars'>,
  principal: Principal,
  query: Readonly<Record<string, string | undefined>>,
  now: string,
): Promise<ResponseOf<'Queue'>> {
  const stages = queuesOf(principal.role);
  const stage = stages.find((name) => name === (query.stage ?? stages[0]));
  const allowed = stages.join(', ');
  if (!stage) refuse('INVALID', find('QUEUE_STAGE', { field: 'stage', found: query.stage ?? '', allowed }));
  const calendars = await deps.calendars.versions();
  const options = { limit: limitOf(query.limit), cursor: query.cursor, now, calendars };
  const page = await queuePage(deps.table, stage, desksOf(deps, principal), options);
  return { stage, stages: [...stages], ...page };
}

/** A desk of the road is its own queue; offices and authorities have one for every plan in their scope. */
export function desksOf({ plans }: Pick<Deps, 'plans'>, principal: Principal): string[] {
  const { role, scope, tookOver = [] } = principal;
  if (placed.some((where) => where === deskOf(role)?.scope)) return scope ? [scope, ...tookOver] : [];
  const authority = deskOf(role)?.name === 'AUTHORITIES';
  return plans
    .list()
    .filter((plan) => coversPlan(principal, plan.planCode) && (!authority || authorityOf(principal, plan)))
    .map((plan) => plan.planCode);
}

const placed = ['POINT', 'INDUSTRY', 'DIVISION', 'MUNI'] as const;

/** A page of one queue at these desks, by due time at each desk. */
export async function queuePage(
  table: Table,
  name: QueueName,
  desks: readonly string[],
  options: { limit: number; cursor?: string | undefined } & QueueContext,
): Promise<Page<QueueItem>> {
  const partitions = desks.map((desk) => queuePartition(name, desk));
  const page = await pageOver(table, ApplicationSchema, partitions, options);
  const items = page.items.map((application) => queueItem(application, options));
  return { items, ...(page.cursor ? { cursor: page.cursor } : {}) };
}

/** One application as a row of a queue. */
export function queueItem(application: Application, context: QueueContext): QueueItem {
  const { applicationId, applicationNo, applicantName, unit, planCode, specialty, mode } = application;
  const { stage, turn, submittedAt } = application;
  const { dueAt } = withCurrentWindow(application, context);
  return {
    ...{ applicationId, applicationNo, applicantName, planCode, specialty, mode, stage, turn },
    unitName: unit.name,
    dueAt,
    submittedAt,
    overdue: dueAt !== undefined && !isBefore(context.now, dueAt),
  };
}
