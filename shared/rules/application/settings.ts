import type { Application } from '../../contracts/application.ts';
import type { HolidayCalendar } from '../../contracts/calendar.ts';
import type { Plan, PlanStage } from '../../contracts/plan.ts';
import type { Context } from '../base/context.ts';
import { addDays, endOfDay, localDateOf } from '../calendar/local-date.ts';
import { isLikelyWorkingDay } from '../calendar/working-days.ts';
import { paymentWindow } from '../payment/payment.ts';
import { MIN_PUBLICITY_DAYS } from '../publicity/window.ts';

/** The settings of a plan that the transition table reads, each with its statutory floor (G2). */

export function planStage(plan: Plan, code: PlanStage): Plan['stages'][number] | undefined {
  return plan.stages.find((s) => s.code === code && s.on);
}

/** L9; a plan may switch it off (Q28). */
export function unitPublicityOn(plan: Plan): boolean {
  return planStage(plan, 'UNIT_PUBLICITY') !== undefined;
}

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
export function reviewLimit(plan: Plan, stage: PlanStage): number | undefined {
  return planStage(plan, stage)?.limitWorkingDays;
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
  return endOfDay(likelyWorkingDay(localDateOf(now), days, calendar));
}

function likelyWorkingDay(date: string, count: number, calendar: HolidayCalendar): string {
  let day = date;
  for (let left = count; left > 0; ) {
    day = addDays(day, 1);
    if (isLikelyWorkingDay(day, calendar)) left -= 1;
  }
  return day;
}

/** T19: the paper must be at its desk by then. */
export function formDeadline({ now, plan, calendar }: Context): string {
  return paymentWindow(now, plan.windows.form, calendar).closeAt;
}

/** Q16: until when operations may re-open a payment that lapsed; the plan's grace after the close. */
export function reopenUntil({ payment }: Pick<Application, 'payment'>, plan: Plan): string {
  return payment.closeAt ? endOfDay(addDays(localDateOf(payment.closeAt), plan.fee.reopenGraceDays - 1)) : '';
}
