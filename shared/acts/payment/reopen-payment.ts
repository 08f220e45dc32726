import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { whose } from '../../rules/declaration/findings.ts';
import { holdingsOf, holdWrites } from '../../store/active-declarations.ts';
import type { Write } from '../../store/base/table.ts';
import type { Deps } from '../base/deps.ts';

interface By {
  actor: Actor;
  at: string;
  reason: string;
}

/** T17d: the answer to who asked in vain, with its reason. @throws {ProblemError} GUARD where nothing waits for an answer */
export async function refuseReopening(
  deps: Pick<Deps, 'applications' | 'plans'>,
  application: Application,
  { actor, at, reason }: By,
): Promise<Write[]> {
  const context = await deps.plans.context(application.planCode, at);
  return deps.applications.prepare(application, { name: 'REFUSE_REOPENING', actor, reason }, context).writes;
}

/**
 * Q16: once, within the plan's grace. The machine runs again as a new revision of the same content. A lapsed declaration
 * has left its place to another one; it is taken up again only where it is free (C5).
 *
 * @throws {ProblemError} GUARD where the place is taken, and what the transition table has against it
 */
export async function reopenPayment(
  deps: Pick<Deps, 'table' | 'applications' | 'plans'>,
  application: Application,
  by: By,
): Promise<Write[]> {
  const { applicationId, applicantId, planCode } = application;
  const { actor, at, reason } = by;
  const context = await deps.plans.context(planCode, at);
  const act = { name: 'REOPEN_PAYMENT', actor, reason } as const;
  const prepared = deps.applications.prepare(application, act, context);
  const holdings = await holdingsOf(deps, applicantId, context.plan, whose.APPLICANT);
  const taken = holdings.filter((h) => h.active).map((h) => h.finding);
  if (taken.length > 0) refuse('GUARD', ...taken);
  const snapshot = await deps.applications.snapshotOf(application);
  return [
    ...prepared.writes,
    deps.applications.putSnapshot(prepared.next, snapshot),
    ...holdWrites(deps.table, holdings, applicationId, at),
  ];
}
