import type { Application } from '../../contracts/application.ts';
import type { Step } from '../../contracts/stages.ts';
import type { Context } from '../base/context.ts';
import { lapsesAt } from '../payment/payment.ts';
import { formDeadline, reviewLimit, workingDeadline } from './settings.ts';

/**
 * When a turn falls due, if ever. At a desk the deadline reminds and decides nothing (C7); for corrections, payment
 * and paper it lapses the application (T15, T17, T19); for publicity it is the close of the window.
 */
export function turnDeadline(application: Application, step: Step, context: Context): string | undefined {
  const { now, plan, calendar } = context;
  switch (step) {
    case 'UNIT_REVIEW':
    case 'POINT_REVIEW':
    case 'DISTRICT_REVIEW':
    case 'OFFICE_REVIEW': {
      const days = reviewLimit(plan, step);
      return days === undefined ? undefined : workingDeadline(now, days, calendar);
    }
    case 'CORRECTION':
      return application.returned?.dueAt;
    case 'PAYMENT':
      return application.payment.closeAt;
    case 'PAPER_DELIVERY':
      return formDeadline(context);
    case 'UNIT_PUBLICITY':
    case 'PRE_PUBLICITY':
    case 'RESULT_PUBLICITY':
      return application.window?.closeAt;
    default:
      return undefined;
  }
}

/** When the present turn is over: its due time, or later for a payment that was begun before the close (§7.4). */
export function deadlineInForce({ stage, dueAt, payment }: Application): string | undefined {
  if (stage !== 'PAYMENT_DUE' || !dueAt) return dueAt;
  return lapsesAt({ closeAt: dueAt }, payment.startedAt, payment.graceMinutes);
}
