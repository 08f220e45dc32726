import type { DeadlineSpec } from '../../contracts/calendar.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { PlanSchema } from '../../contracts/plan.ts';
import { addDays, daysBetween, endOfDay, isBefore, startOfDay, yearOf } from '../calendar/local-date.ts';
import { find } from './findings.ts';
import { sayShape } from './words/shape.ts';

/** Reading plans: parsing, dates, sample marks (domain-spec §12). */

export type PlanParsed =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problems: readonly Finding[] };

/** Parses a plan document; every problem of shape at once, each with its JSON Pointer. */
export function parsePlan(raw: unknown): PlanParsed {
  const result = PlanSchema.safeParse(raw);
  if (result.success) return { ok: true, plan: result.data };
  return {
    ok: false,
    problems: result.error.issues.map((issue) => {
      const field = toPointer(issue.path);
      const { found, allowed, why } = sayShape(issue, field, atPointer(raw, field), raw);
      return find('PLAN_SHAPE', { field, found, allowed, words: { why } });
    }),
  };
}

/** JSON Pointer (RFC 6901) of a path; '' is the whole document. */
export const toPointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

/** The value that a JSON Pointer names; undefined when there is none. */
export function atPointer(document: unknown, pointer: string): unknown {
  if (pointer === '') return document;
  if (!pointer.startsWith('/')) return undefined;
  let value: unknown = document;
  for (const part of pointer.slice(1).split('/')) {
    const key = part.replaceAll('~1', '/').replaceAll('~0', '~');
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/**
 * Is what stands at this pointer sample data, which the source document does not give? True at a marked pointer and
 * everywhere below it; the pages show a mark there.
 * @later plans made and published in the console
 */
export const isSample = (plan: Pick<Plan, 'sampleData'>, pointer: string): boolean =>
  plan.sampleData.some((mark) => pointer === mark || pointer.startsWith(`${mark}/`));

/** The declaration window as instants, half-open: from 0:00 of the first day to 24:00 of the last (L26). */
export function declareWindow(plan: Plan): { openAt: string; closeAt: string } {
  const { open, close } = plan.windows.declare;
  return { openAt: startOfDay(open), closeAt: endOfDay(close) };
}

/** Where an instant stands to the declaration window. @param now ISO 8601 instant */
export function declareWindowState(plan: Plan, now: string): 'BEFORE' | 'OPEN' | 'CLOSED' {
  if (plan.status === 'CLOSED') return 'CLOSED';
  const { openAt, closeAt } = declareWindow(plan);
  if (isBefore(now, openAt)) return 'BEFORE';
  return isBefore(now, closeAt) ? 'OPEN' : 'CLOSED';
}

/** R12: what stands against declaring now, with the day that was missed or is to come. @param now ISO 8601 instant */
export function checkDeclareWindow(plan: Plan, now: string): Finding[] {
  if (plan.status === 'CLOSED') return [find('PLAN_RETIRED', { field: '/planCode', found: plan.planCode })];
  const state = declareWindowState(plan, now);
  const { open, close } = plan.windows.declare;
  if (state === 'BEFORE') return [find('WINDOW_NOT_OPEN', { found: now, allowed: open })];
  return state === 'CLOSED' ? [find('WINDOW_CLOSED', { found: now, allowed: close })] : [];
}

/** Days of a demonstration season that have gone by when it starts, so that `today` lies well inside the window. */
const SEASON_DAYS_OPEN = 3;

/**
 * The plan as a demonstration season around `today`. The sample windows of a plan are dates of its own
 * year, on which nobody can declare any more; here every sample date is moved by the same number of
 * days, so that declaring opened three days before `today` and all distances stay as they were. Moved: `windows`
 * (`cutoffDate` stays the year's end of the year in which declaring opens, Q8), the committee's filing and the
 * validity of acceptance points. Everything verbatim stays, the plan's name with its year too; the result says so in
 * `season`, and its windows are marked as sample data whatever they were.
 *
 * Pure and deterministic in `today`: whoever runs a season keeps the result for as long as the season lasts, since a
 * published version never changes (G1).
 * @param today civil date of Asia/Shanghai, `YYYY-MM-DD`
 */
export function planForSeason(plan: Plan, today: string): Plan {
  const originalOpen = plan.season?.originalOpen ?? plan.windows.declare.open;
  const days = daysBetween(plan.windows.declare.open, addDays(today, -SEASON_DAYS_OPEN));
  const shift = (date: string) => addDays(date, days);
  const open = shift(plan.windows.declare.open);
  const close = (w: { close: string } | null) => (w === null ? null : { close: shift(w.close) });
  const deadline = (d: DeadlineSpec): DeadlineSpec =>
    d.mode === 'FIXED' ? { ...d, close: shift(d.close) } : d;
  const marks = ['/windows', '/committee', '/directory', '/season'];
  return {
    ...plan,
    windows: {
      declare: { open, close: shift(plan.windows.declare.close) },
      cutoffDate: plan.windows.cutoffDate.endsWith('-12-31')
        ? `${yearOf(open)}-12-31`
        : shift(plan.windows.cutoffDate),
      unitReview: close(plan.windows.unitReview),
      ...(plan.windows.batches
        ? {
            batches: plan.windows.batches.map((one) => ({
              ...one,
              submitBy: shift(one.submitBy),
              unitReportBy: shift(one.unitReportBy),
              cutoffDate: shift(one.cutoffDate),
              session: shift(`${one.session}-28`).slice(0, 7),
            })),
          }
        : {}),
      pointReview: close(plan.windows.pointReview),
      districtReview: close(plan.windows.districtReview),
      payment: deadline(plan.windows.payment),
      form: deadline(plan.windows.form),
    },
    committee: {
      ...plan.committee,
      validFrom: shift(plan.committee.validFrom),
      validTo: shift(plan.committee.validTo),
    },
    directory: {
      ...plan.directory,
      points: plan.directory.points.map((p) => ({
        ...p,
        validFrom: shift(p.validFrom),
        validTo: p.validTo === null ? null : shift(p.validTo),
      })),
    },
    sampleData: [...new Set([...plan.sampleData, ...marks])],
    season: { originalOpen, shiftedDays: daysBetween(originalOpen, open) },
  };
}
