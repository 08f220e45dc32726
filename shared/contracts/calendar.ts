import * as z from 'zod/mini';
import { Bilingual } from './finding.ts';
import { isLocalDate } from './local-date.ts';
import { exact } from './text.ts';

/** A day in Asia/Shanghai, `YYYY-MM-DD`. */
export const LocalDate = z
  .string()
  .check(z.maxLength(10), z.refine(isLocalDate, { error: 'not a date YYYY-MM-DD', params: { day: true } }));
/** An instant, ISO 8601 in UTC with milliseconds: `2026-11-09T16:00:00.000Z`. */
export const Instant = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/));

/** A notice of the State Council's General Office (or of a province, in an overlay). */
export const CalendarNotice = z.object({
  /** Document number, e.g. 国办发明电〔2019〕16号. Left out when not known for sure; `note` then says so. */
  no: z.optional(exact(1, 100)),
  title: exact(1, 500),
  url: exact(1, 500),
  /** Day on which the public could read it. */
  publishedAt: LocalDate,
  note: z.optional(exact(0, 2000)),
});
export type CalendarNotice = z.infer<typeof CalendarNotice>;

export const DayFlag = z.enum(['OFF', 'WORK']);
export type DayFlag = z.infer<typeof DayFlag>;

/**
 * One version of the holiday calendar: all notices known on a day, merged (L29, L30, §9).
 * `days` holds the exceptions only: `WORK` on a weekend (调休上班), `OFF` on Monday to Friday. A notice of year Y may
 * name days of Y-1, so `days` may reach outside `years`; whoever asks about a day of a year outside `years` is refused.
 */
export const HolidayCalendar = z.object({
  /** `cn-2026-01-27`: jurisdiction and the day of the newest notice in it. */
  id: z.string().check(z.regex(/^[a-z0-9][a-z0-9+._-]{1,63}$/)),
  jurisdiction: exact(2, 64),
  /** Years whose whole arrangement is in; empty in an amendment, which only changes days (see mergeCalendars). */
  years: z.array(z.int().check(z.gte(1949), z.lte(9999))).check(z.maxLength(200)),
  notices: z.array(CalendarNotice).check(z.minLength(1), z.maxLength(500)),
  days: z.record(LocalDate, DayFlag),
  note: z.optional(exact(0, 2000)),
  /** SHA-256 of the canonical JSON (RFC 8785) of everything but this member, lower-case hexadecimal. */
  sha256: z.optional(z.string().check(z.regex(/^[0-9a-f]{64}$/))),
});
export type HolidayCalendar = z.infer<typeof HolidayCalendar>;

/** A version of the calendar and the instant from which windows are counted with it (K1, K2). */
export interface CalendarInForce {
  readonly calendar: HolidayCalendar;
  readonly from: string;
}

/** What a window looked like before a newer calendar extended it or made it definite (K2). */
export const WindowHistory = z.object({
  calendarVersion: z.string(),
  closeAt: Instant,
  provisional: z.boolean(),
});
export type WindowHistory = z.infer<typeof WindowHistory>;

/** A publicity window (§9). `closeAt` is the first instant after the last counted day: 24:00 of that day. */
export const CountedWindow = z.object({
  startAt: Instant,
  /** Working days that the plan asks for, never below five (G2). */
  n: z.int().check(z.gte(5)),
  /** Whether the day of publishing counts: what came of the plan's wish (D8), not the wish. */
  countStartDay: z.boolean(),
  /** Every working day of the window, oldest first; more than `n` only after an amendment (K2). */
  countedDays: z.array(LocalDate).check(z.minLength(5)),
  calendarVersion: z.string(),
  closeAt: Instant,
  /** True while a notice that may move the close is not out yet (K3, D7): shown, and not closable. */
  provisional: z.boolean(),
  /** Why the day of publishing does not count although the plan wishes it (D8). */
  note: z.optional(Bilingual),
  /** Which notice is missing. */
  provisionalNote: z.optional(Bilingual),
  history: z.optional(z.array(WindowHistory)),
  /** When it was found to be over; from then on nothing of it changes (D18). */
  closedAt: z.optional(Instant),
});
export type CountedWindow = z.infer<typeof CountedWindow>;

/** The public proof of a window (K4): anybody can recompute it from the calendar of that version. */
export const PublicityProof = z.object({
  startAt: Instant,
  N: z.int(),
  countStartDay: z.boolean(),
  countedDays: z.array(LocalDate),
  calendarVersion: z.string(),
  calendarSha256: z.string(),
  closeAt: Instant,
  /** SHA-256 of the published list. */
  listHash: z.string(),
});
export type PublicityProof = z.infer<typeof PublicityProof>;

/** How a plan states a deadline: so many days after a notice, or a fixed last day (§12 `windows`). */
export const DeadlineSpec = z.discriminatedUnion('mode', [
  z.object({
    mode: z.literal('AFTER_NOTICE'),
    days: z.int().check(z.gte(1), z.lte(366)),
    unit: z.enum(['CALENDAR', 'WORKING']),
  }),
  z.object({ mode: z.literal('FIXED'), close: LocalDate }),
]);
export type DeadlineSpec = z.infer<typeof DeadlineSpec>;
