import type { Plan } from '../../contracts/plan.ts';
import type { Batch } from '../../contracts/plan-procedure.ts';
import { endOfDay } from '../calendar/local-date.ts';

/** Rolling batches of a plan (D39): which one an application is in, and the plan as it holds there. */

export const batchOf = (plan: Plan, code: string | undefined): Batch | undefined =>
  plan.windows.batches?.find((one) => one.code === code);

/**
 * The batch of what is submitted now: the first that is not closed to people yet; after the last one's day, which only a
 * draft sees whose files were judged late (D28), still the last.
 */
export function batchAt(plan: Plan, now: string): Batch | undefined {
  const batches = plan.windows.batches ?? [];
  return batches.find((one) => now < endOfDay(one.submitBy)) ?? batches.at(-1);
}

/** Where whoever missed this one goes. */
export function nextBatch(plan: Plan, code: string | undefined): Batch | undefined {
  const batches = plan.windows.batches ?? [];
  const at = batches.findIndex((one) => one.code === code);
  return at < 0 ? undefined : batches[at + 1];
}

/** The plan as it holds in a batch: its day for the unit, and its cut-off. */
export function planInBatch(plan: Plan, code: string | undefined): Plan {
  const batch = batchOf(plan, code);
  if (!batch) return plan;
  const { unitReportBy: close, cutoffDate } = batch;
  return { ...plan, windows: { ...plan.windows, unitReview: { close }, cutoffDate } };
}

/** The batch as which a plan is held, once `planInBatch` has made it so: no two have one day for the unit. */
export const heldBatch = ({ windows: { batches, unitReview } }: Plan): Batch | undefined =>
  batches?.find((one) => one.unitReportBy === unitReview?.close);
