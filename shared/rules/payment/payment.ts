import type { DeadlineSpec, HolidayCalendar } from '../../contracts/calendar.ts';
import type { Finding } from '../../contracts/finding.ts';
import {
  addDays,
  endOfDay,
  epochMs,
  formatDeadline,
  instantOf,
  isBefore,
  localDateOf,
} from '../calendar/local-date.ts';
import { isLikelyWorkingDay, missingNotices } from '../calendar/working-days.ts';

/** How long a payment that was under way at the close may still be reported before T17 lapses it (§7.4). */
export const PAYMENT_GRACE_MINUTES = 30;

/** `[openAt, closeAt)`: `closeAt` is 24:00 of `lastDay`, the first instant that is too late. */
export interface DeadlineWindow {
  readonly openAt: string;
  readonly closeAt: string;
  readonly lastDay: string;
  readonly calendarVersion: string;
  /** A holiday notice that may move the last day is not out yet. */
  readonly provisional: boolean;
}

/**
 * A window that opens now and ends after so many days or on a fixed day (R59; the same rule serves returns and forms).
 * The day of opening does not count (L26). Counted in calendar days, a last day that is no working day rolls on to the
 * next working day (L26); a fixed day is taken as the notice says it.
 * @param openAt instant
 */
export function paymentWindow(openAt: string, spec: DeadlineSpec, calendar: HolidayCalendar): DeadlineWindow {
  const start = localDateOf(openAt);
  const lastDay = spec.mode === 'FIXED' ? spec.close : lastDayAfter(start, spec, calendar);
  return {
    openAt: instantOf(epochMs(openAt)),
    closeAt: endOfDay(lastDay),
    lastDay,
    calendarVersion: calendar.id,
    provisional: spec.mode === 'AFTER_NOTICE' && missingNotices(start, lastDay, calendar).length > 0,
  };
}

function lastDayAfter(
  start: string,
  spec: Extract<DeadlineSpec, { mode: 'AFTER_NOTICE' }>,
  calendar: HolidayCalendar,
): string {
  let day = start;
  if (spec.unit === 'CALENDAR') {
    day = addDays(start, spec.days);
    while (!isLikelyWorkingDay(day, calendar)) day = addDays(day, 1);
    return day;
  }
  for (let left = spec.days; left > 0; ) {
    day = addDays(day, 1);
    if (isLikelyWorkingDay(day, calendar)) left--;
  }
  return day;
}

/**
 * When T17 may lapse the application: at the close, or `graceMinutes` later when a payment was begun before the close
 * and its result is not known. The grace is for the news to arrive; it does not make a late payment timely.
 * @param startedAt instant at which the applicant went to the cashier, if she did
 */
export function lapsesAt(
  window: Pick<DeadlineWindow, 'closeAt'>,
  startedAt?: string,
  graceMinutes: number = PAYMENT_GRACE_MINUTES,
): string {
  const inProgress = startedAt !== undefined && isBefore(startedAt, window.closeAt);
  return inProgress ? instantOf(epochMs(window.closeAt) + graceMinutes * 60_000) : window.closeAt;
}

/** What the gateway says: its own payment time decides, never the time at which we hear of it (§7.4). */
export interface PaymentNotice {
  readonly transactionId: string;
  readonly paidAt: string;
  readonly amountFen: number;
}

export interface PaymentDue {
  readonly openAt: string;
  readonly closeAt: string;
  readonly amountFen: number;
  /** The transaction that settled it, once one did. */
  readonly settledBy?: string | undefined;
}

/**
 * `IN_TIME` settles the fee. `REPEATED` is news of the transaction that settled it: nothing to do. All others move
 * nothing; `refund` says whether the money goes back at once (C12). `EARLY` (before the window, so a clock is wrong
 * somewhere) is for a person to look at.
 */
export interface PaymentVerdict {
  readonly kind: 'IN_TIME' | 'REPEATED' | 'DUPLICATE' | 'WRONG_AMOUNT' | 'LATE' | 'EARLY';
  readonly refund: boolean;
  readonly finding?: Finding;
}

/** Judges one gateway callback (R59, T16): idempotent, and independent of the order in which callbacks arrive. */
export function judgePayment(due: PaymentDue, notice: PaymentNotice): PaymentVerdict {
  if (due.settledBy === notice.transactionId) return { kind: 'REPEATED', refund: false };
  if (due.settledBy !== undefined) {
    return refused('DUPLICATE', 'PAYMENT_DUPLICATE', notice.transactionId, due.settledBy, {
      zh: '该申报已缴费，本次款项将原路退回',
      en: 'This application is paid for already; the second payment goes back the way it came',
    });
  }
  if (notice.amountFen !== due.amountFen) {
    return refused('WRONG_AMOUNT', 'PAYMENT_AMOUNT', notice.amountFen, due.amountFen, {
      zh: `应缴${yuan(due.amountFen)}元，实收${yuan(notice.amountFen)}元，款项将原路退回`,
      en: `Due CNY ${yuan(due.amountFen)}, received CNY ${yuan(notice.amountFen)}; it goes back the way it came`,
    });
  }
  if (!isBefore(notice.paidAt, due.closeAt)) {
    return refused('LATE', 'PAYMENT_WINDOW', notice.paidAt, due.closeAt, {
      zh: `缴费期限为${formatDeadline(due.closeAt)}，付款时间已过期限，款项将原路退回`,
      en: `Payment was due by ${formatDeadline(due.closeAt, 'en')}; it came later and goes back the way it came`,
    });
  }
  if (isBefore(notice.paidAt, due.openAt)) {
    const verdict = refused('EARLY', 'PAYMENT_WINDOW', notice.paidAt, due.openAt, {
      zh: '付款时间早于缴费开放时间，请核对',
      en: 'The payment is dated before the window opened; please check',
    });
    return { ...verdict, refund: false };
  }
  return { kind: 'IN_TIME', refund: false };
}

function refused(
  kind: PaymentVerdict['kind'],
  code: string,
  found: string | number,
  allowed: string | number,
  message: Finding['message'],
): PaymentVerdict {
  return { kind, refund: true, finding: { code, rule: 'R59', found, allowed, message, severity: 'error' } };
}

/** Whole fen as yuan with two decimals, without floating point: 12345 → 123.45. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
