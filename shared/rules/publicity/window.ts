import type { Application } from '../../contracts/application.ts';
import type { CalendarInForce, CountedWindow, HolidayCalendar } from '../../contracts/calendar.ts';
import { rowOf } from '../../contracts/desks.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';
import type { Context } from '../base/context.ts';
import type { FindingFacts } from '../base/finding.ts';
import { find as shared } from '../base/findings.ts';
import {
  addDays,
  atTime,
  endOfDay,
  epochMs,
  instantOf,
  isBefore,
  localDateOf,
  untilOf,
} from '../calendar/local-date.ts';
import {
  isLikelyWorkingDay,
  likelyWorkingDaysAfter,
  likelyWorkingDaysBetween,
  missingNotices,
  rolledOn,
} from '../calendar/working-days.ts';
import { find } from './findings.ts';

/** 公示期不少于5个工作日 (R63, R65, L9, L19): a plan may ask for more, never for fewer (G2). */
export const MIN_PUBLICITY_DAYS = 5;
/** The day of publishing can count only when the list was out before business opened (§9, D8). */
export const BUSINESS_OPENS = '09:00';

export interface WindowRequest {
  /** Instant of publishing. */
  readonly publishedAt: string;
  /** What the plan asks for; below the statutory floor, the floor holds. */
  readonly workingDays: number;
  /** The plan's wish to count the day of publishing (Q20). */
  readonly countStartDay: boolean;
  readonly calendar: HolidayCalendar;
}

/** Reports a plan that asks for fewer working days than the law (G2), or for none at all. */
export function checkPublicityDays(workingDays: number, field?: string): Finding[] {
  if (Number.isInteger(workingDays) && workingDays >= MIN_PUBLICITY_DAYS) return [];
  const facts = { field, found: workingDays, allowed: MIN_PUBLICITY_DAYS };
  return [find('PUBLICITY_TOO_SHORT', { rule: 'G2', ...facts, words: { n: MIN_PUBLICITY_DAYS } })];
}

/**
 * The publicity window (§9): closes at 24:00 of the n-th working day, the day of publishing not counted unless the
 * plan wishes so and D8 allows. Where a notice is missing, Monday to Friday is assumed and the window is provisional.
 * @throws {RangeError} `publishedAt` is not an instant
 */
export function computeWindow(request: WindowRequest): CountedWindow {
  const { publishedAt, calendar } = request;
  const start = localDateOf(publishedAt);
  const n = Math.max(MIN_PUBLICITY_DAYS, Math.ceil(request.workingDays) || 0);
  const { counts, why } = startDayCounts(request, start);
  const countedDays = likelyWorkingDaysAfter(counts ? addDays(start, -1) : start, n, calendar);
  const startAt = instantOf(epochMs(publishedAt));
  const window = windowOf({ startAt, n, countStartDay: counts }, countedDays, calendar);
  return why ? { ...window, note: why } : window;
}

/**
 * The same window under a newer calendar (K2): never closes earlier than before, and when the close has become a day
 * off it rolls on to the next working day (D6). Answers the very same object when nothing changed. Of an open window
 * only: a closed one stays as it was.
 */
export function recomputeWindow<W extends CountedWindow>(existing: W, newer: HolidayCalendar): W {
  if (newer.id === existing.calendarVersion) return existing;
  const first = firstCountable(existing);
  const last = rolledOn(lastDayOf(existing), newer);
  const kept = likelyWorkingDaysBetween(first, last, newer);
  const counted = [...kept, ...likelyWorkingDaysAfter(last, existing.n - kept.length, newer)];
  // A start day that the amendment turns into a day off no longer counts.
  const countStartDay = existing.countStartDay && counted[0] === first;
  const next = windowOf({ ...existing, countStartDay }, counted, newer);
  const same =
    next.closeAt === existing.closeAt &&
    next.provisional === existing.provisional &&
    next.countedDays.join() === existing.countedDays.join();
  if (same) return existing;
  const { calendarVersion, closeAt, provisional } = existing;
  const history = [...(existing.history ?? []), { calendarVersion, closeAt, provisional }];
  const extended = { ...existing, ...next, history };
  if (!next.provisionalNote) delete extended.provisionalNote;
  return extended;
}

/**
 * A stored window as it stands (D18): every version that came into force while it was open has been counted with, one
 * after another, so that it only grows, whether and whenever each extension was stored. What came after the close says
 * nothing about it.
 */
export function windowInForce<W extends CountedWindow>(stored: W, calendars: readonly CalendarInForce[]): W {
  if (stored.closedAt !== undefined) return stored;
  const counted = calendars.findLastIndex(({ calendar }) => calendar.id === stored.calendarVersion);
  let window = stored;
  for (const { calendar, from } of calendars.slice(counted + 1)) {
    const known = counted < 0 && isBefore(from, stored.startAt);
    if (!known && isRunning(window, from)) window = recomputeWindow(window, calendar);
  }
  return window;
}

/** Whether the window is still open at that instant: a provisional one is, whatever the clock says (K3). */
export const isRunning = ({ provisional, closeAt }: CountedWindow, at: string): boolean =>
  provisional || isBefore(at, closeAt);

/** The window as it is kept for good (D18). */
export const closedWindow = <W extends CountedWindow>(window: W, closedAt: string): W =>
  window.closedAt === undefined ? { ...window, closedAt } : window;

export type ClosingVerdict<W extends CountedWindow = CountedWindow> =
  | { readonly ok: true; readonly window: W }
  | { readonly ok: false; readonly window: W; readonly problems: readonly Finding[] };

/** R63, R65, L9: the working days of this window are not over. */
export const tooShort = ({ n, closeAt }: CountedWindow, facts: Omit<FindingFacts, 'words'>): Finding =>
  find('PUBLICITY_TOO_SHORT', {
    ...facts,
    words: {
      n,
      until: {
        zh: `，${untilOf(closeAt).zh}届满`,
        en: `; the period ends at ${untilOf(closeAt).en}`,
      },
    },
  });

/**
 * Whether the window (or one person's entry in it) may be closed now: all counted days over under every calendar of its
 * time (K2, D18), nothing provisional (K3), no open objection (R64, R66). `window` is the one in force.
 * @param now instant
 */
export function canClose<W extends CountedWindow>(
  existing: W,
  calendars: readonly CalendarInForce[],
  now: string,
  openObjections: number,
): ClosingVerdict<W> {
  const window = windowInForce(existing, calendars);
  const problems: Finding[] = [];
  if (isBefore(now, window.closeAt)) {
    const over = window.countedDays.filter((day) => !isBefore(now, endOfDay(day))).length;
    problems.push(tooShort(window, { found: over, allowed: window.n }));
  }
  const newest = calendars.at(-1)?.calendar;
  if (window.provisional && newest) problems.push(provisional(missingIn(window, newest), window.closeAt));
  if (openObjections > 0) problems.push(shared('OBJECTION_OPEN', { found: openObjections, allowed: 0 }));
  return problems.length > 0 ? { ok: false, window, problems } : { ok: true, window };
}

/** K3: with the date that stands until the notice is out. */
function provisional(missing: Parameters<typeof yearsOf>[0], closeAt: string): Finding {
  const { zh, en } = untilOf(closeAt);
  const until = { zh: `（${zh}）`, en: ` (${en})` };
  return find('PUBLICITY_PROVISIONAL', { allowed: closeAt, words: { years: yearsOf(missing), until } });
}

/** A window of `workingDays` that opens now (§9). */
export function openWindow({ now, plan, calendar }: Context, workingDays: number): CountedWindow {
  return computeWindow({
    publishedAt: now,
    workingDays,
    countStartDay: plan.publicity.countStartDay,
    calendar,
  });
}

/** The application's window as it stands (K2, D18). */
export function currentWindow(
  { window }: Pick<Application, 'window'>,
  { calendars }: Pick<Context, 'calendars'>,
): Application['window'] {
  return window && windowInForce(window, calendars);
}

/**
 * The application with its window as it stands, and with the one date that follows from it wherever it is told: the
 * turn's and its own. The very same object when nothing has changed.
 */
export function withCurrentWindow(
  application: Application,
  context: Pick<Context, 'calendars'>,
): Application {
  const window = currentWindow(application, context);
  if (!window || window === application.window) return application;
  const step = application.turns.at(-1)?.step;
  if (!step || rowOf(step).due !== 'WINDOW') return { ...application, window };
  const dueAt = window.closeAt;
  const turns = application.turns.map((t) => (t.turn === application.turn ? { ...t, dueAt } : t));
  return { ...application, window, turns, dueAt };
}

export function startDayCounts(request: WindowRequest, start: string): { counts: boolean; why?: Bilingual } {
  if (!request.countStartDay) return { counts: false };
  if (!isLikelyWorkingDay(start, request.calendar)) {
    return {
      counts: false,
      why: { zh: '发布当日不是工作日，不计入', en: 'Published on a day off, which does not count' },
    };
  }
  if (!isBefore(request.publishedAt, atTime(start, BUSINESS_OPENS))) {
    const [zh, en] = [
      `${BUSINESS_OPENS}后发布，当日不计入`,
      `Published after ${BUSINESS_OPENS}: that day does not count`,
    ];
    return { counts: false, why: { zh, en } };
  }
  return { counts: true };
}

export function firstCountable(window: { startAt: string; countStartDay: boolean }): string {
  const start = localDateOf(window.startAt);
  return window.countStartDay ? start : addDays(start, 1);
}

/** The day at whose 24:00 the window closes. */
function lastDayOf(window: { closeAt: string }): string {
  return addDays(localDateOf(window.closeAt), -1);
}

const missingIn = ({ startAt, countedDays }: CountedWindow, calendar: HolidayCalendar): number[] =>
  missingNotices(localDateOf(startAt), countedDays.at(-1) ?? localDateOf(startAt), calendar);

function windowOf(
  base: { startAt: string; n: number; countStartDay: boolean },
  countedDays: string[],
  calendar: HolidayCalendar,
): CountedWindow {
  const { startAt, n, countStartDay } = base;
  const last = countedDays.at(-1) ?? localDateOf(startAt);
  const missing = missingNotices(localDateOf(startAt), last, calendar);
  return {
    startAt,
    n,
    countStartDay,
    countedDays,
    calendarVersion: calendar.id,
    closeAt: endOfDay(last),
    provisional: missing.length > 0,
    ...(missing.length > 0 ? { provisionalNote: provisional(missing, endOfDay(last)).message } : {}),
  };
}

/** Years without a notice, as they are told. */
export const yearsOf = (years: readonly number[]): Bilingual =>
  years.length > 0 ? { zh: years.join('、'), en: years.join(', ') } : { zh: '次', en: 'next year' };
