import type { Application } from '../../contracts/application.ts';
import { stageFacts } from '../../contracts/stages.ts';
import { deadlineInForce } from './turns.ts';

/**
 * An application has one execution of the review machine at a time: `<id>-<revision>`, and where that one ended or grew
 * old, `<id>-<revision>-r<n>`. Everything that an execution knows stands in the table, so any of them may be replaced.
 */
export interface ExecutionOf {
  applicationId: string;
  revision: number;
  /** How often it has been started anew. */
  restart: number;
}

export const executionName = ({ applicationId, revision, restart }: ExecutionOf): string =>
  `${applicationId}-${revision}${restart > 0 ? `-r${restart}` : ''}`;

/**
 * Whether the execution of that name has been replaced by a later one. One that does not say its name is from before
 * there were others, and of the revision that its position says.
 */
export function isReplaced(current: ExecutionOf, name: string | undefined, revision = 0): boolean {
  const [, ofName, restart] = /-(\d+)(?:-r(\d+))?$/.exec(name ?? '') ?? [];
  const own = Number(ofName ?? revision);
  return own < current.revision || (own === current.revision && Number(restart ?? 0) < current.restart);
}

/** An application that is under way: between its submission and its end something waits for it. */
export const needsExecution = ({ stage, revision }: Pick<Application, 'stage' | 'revision'>): boolean =>
  revision > 0 && stage !== 'DRAFT' && !stageFacts(stage).end;

const DAY_MS = 24 * 3600_000;
/** An execution may live 31,000,000 seconds (359 days), and is heard of at least every 30 days. */
export const RENEW_AFTER_MS = 300 * DAY_MS;
const SOONEST_MS = 3600_000;
const LATEST_MS = 7 * DAY_MS;
const AFTER_DEADLINE_MS = 10 * 60_000;

/**
 * When an execution is compared with its application again: after as long as the application has stood where it stands,
 * within bounds, and soon after a deadline. Between these only a person's act can need it, and that one looks at once.
 */
export function nextCheck(application: Application, now: string): string {
  const at = Date.parse(now);
  const stood = at - Date.parse(application.turns.at(-1)?.enteredAt ?? now);
  const next = at + Math.min(LATEST_MS, Math.max(SOONEST_MS, stood));
  const due = Date.parse(deadlineInForce(application) ?? '');
  return new Date(due > at ? Math.min(next, due + AFTER_DEADLINE_MS) : next).toISOString();
}
