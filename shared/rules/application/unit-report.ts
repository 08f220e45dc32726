import type { Application } from '../../contracts/application.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Batch } from '../../contracts/plan-procedure.ts';
import type { Context } from '../base/context.ts';
import { addDays, endOfDay, startOfDay } from '../calendar/local-date.ts';
import { likelyWorkingDaysBetween } from '../calendar/working-days.ts';
import { nextBatch, planInBatch } from '../plan/batches.ts';
import { publicityDays, returnDeadline, unitPublicityOn } from './settings.ts';

/**
 * The unit's own deadline (D32): the last day by which it must have reported is the plan's, or the batch's. It has reported
 * when its publicity is over, so that it must decide as many working days before.
 */

/** No fifty days without five working days among them; a plan asks for a month at most. */
const LONGEST = 90;

/** From when on a decision of the unit comes too late for that day. */
function lastDecision(plan: Plan, close: string, { calendar }: Context): string {
  if (!unitPublicityOn(plan)) return endOfDay(close);
  const days = likelyWorkingDaysBetween(addDays(close, -LONGEST), close, calendar);
  const first = days.at(-publicityDays(plan, 'UNIT_PUBLICITY')) ?? close;
  return startOfDay(first);
}

/**
 * When the unit's review that begins now is over for good; undefined where the plan sets no day. After a correction, or
 * handed in when nothing was left, the unit has no less time than a correction has.
 */
export function unitReportDeadline(
  { batch }: Pick<Application, 'batch'>,
  corrected: boolean,
  context: Context,
): string | undefined {
  const plan = planInBatch(context.plan, batch);
  const close = plan.windows.unitReview?.close;
  if (!close) return undefined;
  const last = lastDecision(plan, close, context);
  if (!corrected && context.now < last) return last;
  return [last, returnDeadline(context)].sort().at(-1);
}

type Standing = Pick<Application, 'turns'>;

/** Of the present turn, while the unit reviews. */
export const reportByOf = ({ turns }: Standing): string | undefined => turns.at(-1)?.reportBy;

/** The unit has let its day go by. */
export const isUnitLate = (application: Standing, now: string): boolean => {
  const reportBy = reportByOf(application);
  return reportBy !== undefined && now >= reportBy;
};

/** Where an application goes whose unit has let its day go by: the next batch, or nowhere. */
export const batchAfter = (application: Application, plan: Plan): Batch | undefined =>
  nextBatch(plan, application.batch);
