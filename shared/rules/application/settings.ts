import type { Application } from '../../contracts/application.ts';
import type { HolidayCalendar } from '../../contracts/calendar.ts';
import type { Plan, PlanStage } from '../../contracts/plan.ts';
import type { Context } from '../base/context.ts';
import { planStage } from '../base/plan-stage.ts';
import { addDays, endOfDay, localDateOf } from '../calendar/local-date.ts';
import { likelyWorkingDayAfter } from '../calendar/working-days.ts';
import { DEFAULT_COPIES } from '../paper/paper.ts';
import { paymentWindow } from '../payment/payment.ts';
import { MIN_PUBLICITY_DAYS } from '../publicity/window.ts';

/** The settings of a plan that the transition table reads, each with its statutory floor (G2). */

/** L9; a plan may switch it off (Q28). */
export function unitPublicityOn(plan: Plan): boolean {
  return planStage(plan, 'UNIT_PUBLICITY') !== undefined;
}

/** R60: the review form also goes round on paper; a plan may do without. */
export const paperOn = (plan: Plan): boolean => planStage(plan, 'PAPER_FORM') !== undefined;

/** Identical copies of the paper form: two, unless the plan says otherwise (R60). */
export const paperCopies = (plan: Plan): number => planStage(plan, 'PAPER_FORM')?.copies ?? DEFAULT_COPIES;

/** R69: the paper goes back to whoever declared; otherwise the office keeps it. */
export const paperReturnOn = (plan: Plan): boolean =>
  paperOn(plan) && planStage(plan, 'PAPER_RETURN') !== undefined;

/** R63; only where nobody votes is the publicity of the result the only one (D39). */
export const prePublicityOn = (plan: Plan): boolean => planStage(plan, 'PRE_PUBLICITY') !== undefined;

/** A committee votes; a first grading is decided by the office's audit (D39). */
export const voteOn = (plan: Plan): boolean => planStage(plan, 'EXPERT_REVIEW') !== undefined;

/** C19: whoever is to be voted on is interviewed first. */
export const interviewOn = (plan: Plan): boolean => planStage(plan, 'INTERVIEW') !== undefined;

/** Working days of a publicity window: what the plan says, never fewer than five (R63, R65, G2). */
export function publicityDays(
  plan: Plan,
  stage: 'UNIT_PUBLICITY' | 'PRE_PUBLICITY' | 'RESULT_PUBLICITY',
): number {
  return Math.max(MIN_PUBLICITY_DAYS, planStage(plan, stage)?.minWorkingDays ?? MIN_PUBLICITY_DAYS);
}

/** Fee in 分; 0 skips the payment stage (Q15). */
export function feeFen(plan: Plan): number {
  return planStage(plan, 'PAYMENT') ? plan.fee.amountFen : 0;
}

export function maxReturns(plan: Plan): number {
  return plan.returns.maxPerStage;
}

/** Time limit of a review desk in working days (C7); undefined where the plan sets none. */
function reviewLimit(plan: Plan, stage: PlanStage): number | undefined {
  return planStage(plan, stage)?.limitWorkingDays;
}

/** Fixed last days of a plan's reviews, by the stage that they limit; the unit's is a deadline of its own (unit-report.ts). */
const fixedCloses = {
  POINT_REVIEW: 'pointReview',
  DISTRICT_REVIEW: 'districtReview',
} as const satisfies Partial<Record<PlanStage, keyof Plan['windows']>>;

/** When a review is to be done (C7): by its limit in working days, and by the plan's fixed day while that is ahead. */
export function reviewDeadline(stage: PlanStage, { now, plan, calendar }: Context): string | undefined {
  const days = reviewLimit(plan, stage);
  const limit = days === undefined ? [] : [workingDeadline(now, days, calendar)];
  const fixed = stage in fixedCloses ? plan.windows[fixedCloses[stage as keyof typeof fixedCloses]] : null;
  const close = fixed ? [endOfDay(fixed.close)].filter((end) => now < end) : [];
  return [...limit, ...close].sort()[0];
}

/** R59: the period opens now; `closeAt` is the first instant at which it is too late. */
export function paymentPeriod({ now, plan, calendar }: Context): {
  openAt: string;
  closeAt: string;
} {
  return { openAt: now, closeAt: paymentWindow(now, plan.windows.payment, calendar).closeAt };
}

/** C6: until when a return must be answered. */
export function returnDeadline({ now, plan, calendar }: Context): string {
  return workingDeadline(now, plan.returns.dueWorkingDays, calendar);
}

/** End of the `days`-th working day after `now`; unknown years count Monday to Friday, as reminders may (K3 is for publicity). */
export function workingDeadline(now: string, days: number, calendar: HolidayCalendar): string {
  return endOfDay(likelyWorkingDayAfter(localDateOf(now), days, calendar));
}

/** T19: the paper must be at its desk by then. */
export function formDeadline({ now, plan, calendar }: Context): string {
  return paymentWindow(now, plan.windows.form, calendar).closeAt;
}

/** Q16: until when operations may re-open a payment that lapsed; the plan's grace after the close. */
export function reopenUntil({ payment }: Pick<Application, 'payment'>, plan: Plan): string {
  return payment.closeAt ? endOfDay(addDays(localDateOf(payment.closeAt), plan.fee.reopenGraceDays - 1)) : '';
}
