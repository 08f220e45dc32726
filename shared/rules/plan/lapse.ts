import type { Application } from '../../contracts/application.ts';
import type { Plan } from '../../contracts/plan.ts';
import { endOfDay, localDateOf } from '../calendar/local-date.ts';
import { declareWindow } from './plan.ts';

/** An upload as it bears on the close of declaring: when its sending began, and when its verdict came. */
export interface UploadTimes {
  readonly beganAt: string;
  readonly judgedAt: string;
}

/**
 * D28: the plan as it holds for a draft some of whose files were sent before the close and judged after it. The time that
 * the verdict took is given back, to the end of a day; what is sent in that time counts like anything that was in time.
 */
export function planForDraft(plan: Plan, uploads: readonly UploadTimes[]): Plan {
  let { closeAt } = declareWindow(plan);
  for (const { beganAt, judgedAt } of [...uploads].sort((a, b) => (a.judgedAt < b.judgedAt ? -1 : 1))) {
    if (beganAt >= closeAt || judgedAt < closeAt) continue;
    const took = Date.parse(judgedAt) - Date.parse(beganAt);
    closeAt = endOfDay(lastDay(new Date(Date.parse(closeAt) + took).toISOString()));
  }
  const declare = { ...plan.windows.declare, close: lastDay(closeAt) };
  return { ...plan, windows: { ...plan.windows, declare } };
}

/** A deadline at 24:00 belongs to the day that ends then. */
const lastDay = (closeAt: string): string => localDateOf(new Date(Date.parse(closeAt) - 1).toISOString());

/** D28: the instant that was missed when the application last lapsed; undefined when it never did. */
export function missedDeadline(
  { turns, ended }: Pick<Application, 'turns' | 'ended'>,
  plan: Plan,
): string | undefined {
  if (ended?.missedAt) return ended.missedAt;
  const at = turns.findLastIndex((t) => t.stage === 'LAPSED');
  const before = turns[at - 1];
  if (!before) return undefined;
  if (before.stage === 'DRAFT') return declareWindow(plan).closeAt;
  return before.reportBy ?? before.dueAt;
}
