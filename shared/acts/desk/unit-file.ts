import * as z from 'zod/mini';
import type { ResponseOf } from '../../contracts/api/index.ts';
import type { Application } from '../../contracts/application.ts';
import { ProblemError, refuse } from '../../errors.ts';
import { find } from '../../rules/desk/findings.ts';
import { mayReadFile, requireFile } from '../../rules/desk/scope.ts';
import { keys } from '../../store/base/keys.ts';
import { limitOf } from '../../store/base/pages.ts';
import type { Deps } from '../base/deps.ts';
import { type QueueContext, queueItem, queuePage } from './list-queue.ts';

/** What an employing unit sees: applications that were submitted through it, and no others (§2). */

/** @throws {ProblemError} NOT_FOUND for a draft, and for another unit's application */
export async function requireUnitApplication(
  deps: Pick<Deps, 'applications'>,
  applicationId: string,
  uscc: string,
): Promise<Application> {
  const application = await deps.applications.get(applicationId);
  if (!application) throw new ProblemError('NOT_FOUND');
  requireFile({ id: '', role: 'UNIT_HR', scope: uscc }, application);
  return application;
}

/** Waiting at the unit by due time; then its forms to seal, then everything that went through it. */
const views = ['UNIT_REVIEW', 'UNIT_PUBLICITY', 'FORM_DUE', 'ALL'] as const;
type View = (typeof views)[number];

/**
 * One page of one of the unit's lists, its first where none is asked for.
 * @throws {ProblemError} INVALID for a list that it does not have
 */
export async function unitQueue(
  deps: Pick<Deps, 'table' | 'applications' | 'calendars'>,
  uscc: string,
  query: Record<string, string | undefined>,
  now: string,
): Promise<ResponseOf<'Queue'>> {
  const found = query.stage ?? views[0];
  const stage = views.find((view) => view === found);
  if (!stage) refuse('INVALID', find('QUEUE_STAGE', { field: 'stage', found, allowed: views.join(', ') }));
  const limit = limitOf(query.limit);
  const { cursor } = query;
  const calendars = await deps.calendars.versions();
  const page =
    stage === 'UNIT_REVIEW' || stage === 'UNIT_PUBLICITY'
      ? await queuePage(deps.table, stage, [uscc], { limit, cursor, now, calendars })
      : await passedOn(deps, uscc, { stage, limit, cursor, now, calendars });
  return { stage, stages: [...views], ...page };
}

const Pointer = z.object({ applicationId: z.string() });

/** From the unit's own list, since the queues show these at another desk. Pages may be short where a stage is asked for. */
async function passedOn(
  deps: Pick<Deps, 'table' | 'applications'>,
  uscc: string,
  options: { stage: View; limit: number; cursor: string | undefined } & QueueContext,
): Promise<Pick<ResponseOf<'Queue'>, 'items' | 'cursor'>> {
  const { stage, limit, cursor } = options;
  const page = await deps.table.query(Pointer, {
    partition: keys.unit(uscc).pk,
    prefix: 'APPLICATION#',
    limit,
    ...(cursor ? { cursor } : {}),
  });
  const found = await deps.applications.getMany(page.items.map((p) => p.applicationId));
  const items = found
    .filter(
      (a) =>
        mayReadFile({ id: '', role: 'UNIT_HR', scope: uscc }, a) && (stage === 'ALL' || a.stage === stage),
    )
    .sort((a, b) => ((a.submittedAt ?? '') < (b.submittedAt ?? '') ? 1 : -1))
    .map((a) => queueItem(a, options));
  return { items, ...(page.cursor ? { cursor: page.cursor } : {}) };
}
