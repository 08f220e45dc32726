import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { checkRetirement } from '../../rules/plan/retirement.ts';
import { type PlanRecord, planHeads, planWrites, retiredWrite } from '../../store/plans.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { newestOf, requirePlanVersion, type VersionChange, type VersionPath } from './plan-versions.ts';

/**
 * D30, D26: a plan goes off offer by its newest version; one person asks for it with a reason, another confirms or refuses.
 * Nothing of the version itself changes. A newer version that is published later is on offer again.
 * @throws {ProblemError} CONFLICT, SEPARATION_OF_DUTIES, INVALID
 */
export async function decideRetirement(
  { table }: Pick<Deps, 'table'>,
  path: VersionPath,
  { principal, now, body }: Pick<Asked<BodyOf<'PlanRetirementBody'>>, 'principal' | 'now' | 'body'>,
): Promise<VersionChange> {
  const before = await requirePlanVersion({ table }, principal, path);
  const { planCode, planVersion, retirement } = before;
  const { decision, reason } = body;
  const newest = newestOf(await planHeads(table, planCode));
  const refusal = checkRetirement(before, { decision, by: principal, reason, newest });
  if (refusal) throw new ProblemError(refusal.code, [...refusal.findings]);
  const actor = actorOf(principal);
  const change = (act: string, next: PlanRecord['retirement']) =>
    planWrites(
      table,
      before,
      { ...before, retirement: next },
      { act, actor, at: now, payload: { sha256: before.sha256 }, ...(reason ? { reason } : {}) },
    );
  if (decision === 'REFUSE') return change('REFUSE_RETIREMENT', undefined);
  if (decision === 'PROPOSE' || !retirement)
    return change('PROPOSE_RETIREMENT', { proposedBy: actor, proposedAt: now, reason: reason ?? '' });
  const { next, writes } = change('RETIRE_PLAN', { ...retirement, confirmedBy: actor, confirmedAt: now });
  return { next, writes: [...writes, retiredWrite(table, planCode, planVersion)] };
}
