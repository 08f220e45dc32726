import type { Application } from '../../contracts/application.ts';
import type { DeadlineSpec, HolidayCalendar } from '../../contracts/calendar.ts';
import type { Finding } from '../../contracts/finding.ts';
import {
  addDays,
  endOfDay,
  epochMs,
  instantOf,
  isBefore,
  localDateOf,
  untilOf,
} from '../calendar/local-date.ts';
import { likelyWorkingDayAfter, missingNotices, rolledOn } from '../calendar/working-days.ts';
import { find } from './findings.ts';

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

const lastDayAfter = (
  start: string,
  { days, unit }: Extract<DeadlineSpec, { mode: 'AFTER_NOTICE' }>,
  calendar: HolidayCalendar,
): string =>
  unit === 'CALENDAR'
    ? rolledOn(addDays(start, days), calendar)
    : likelyWorkingDayAfter(start, days, calendar);

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

/** What an application's payment has to fit. */
export function paymentDue(payment: Application['payment']): PaymentDue {
  const { openAt = '', closeAt = '', amountFen, transactionId } = payment;
  return { openAt, closeAt, amountFen, settledBy: transactionId };
}

/** Judges one gateway callback (R59, T16): idempotent, and independent of the order in which callbacks arrive. */
export function judgePayment(due: PaymentDue, notice: PaymentNotice): PaymentVerdict {
  if (due.settledBy === notice.transactionId) return { kind: 'REPEATED', refund: false };
  const verdict = (kind: PaymentVerdict['kind'], finding: Finding): PaymentVerdict => ({
    kind,
    refund: kind !== 'EARLY',
    finding,
  });
  if (due.settledBy !== undefined) {
    const facts = { found: notice.transactionId, allowed: due.settledBy };
    return verdict('DUPLICATE', find('PAYMENT_DUPLICATE', facts));
  }
  if (notice.amountFen !== due.amountFen) return verdict('WRONG_AMOUNT', wrongAmount(notice.amountFen, due));
  if (!isBefore(notice.paidAt, due.closeAt))
    return verdict('LATE', outsideWindow(notice.paidAt, due.closeAt));
  if (isBefore(notice.paidAt, due.openAt))
    return verdict('EARLY', outsideWindow(notice.paidAt, due.closeAt, due.openAt));
  return { kind: 'IN_TIME', refund: false };
}

const wrongAmount = (found: number, { amountFen: allowed }: Pick<PaymentDue, 'amountFen'>): Finding =>
  find('PAYMENT_AMOUNT', { found, allowed, words: { due: yuan(allowed), paid: yuan(found) } });

/** `allowed` is the bound that was missed: the close, unless something else is said. */
export function outsideWindow(found: string, closeAt: string, allowed = closeAt): Finding {
  return find('PAYMENT_WINDOW', { found, allowed, words: { by: untilOf(closeAt) } });
}

/** Whole fen as yuan with two decimals, without floating point: 12345 → 123.45. */
export function yuan(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}
