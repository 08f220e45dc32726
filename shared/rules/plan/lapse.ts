import type { Application } from '../../contracts/application.ts';
import type { Plan } from '../../contracts/plan.ts';
import { declareWindow } from './plan.ts';

/** D28: the instant that was missed when the application last lapsed; undefined when it never did. */
export function missedDeadline({ turns }: Pick<Application, 'turns'>, plan: Plan): string | undefined {
  const at = turns.findLastIndex((t) => t.stage === 'LAPSED');
  const before = turns[at - 1];
  if (!before) return undefined;
  return before.stage === 'DRAFT' ? declareWindow(plan).closeAt : before.dueAt;
}
