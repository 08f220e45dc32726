import type { Plan } from '../../contracts/plan.ts';
import { type DryRunInputs, inputsHash } from '../../rules/dryrun/dry-run.ts';
import type { DryRunStanding } from '../../rules/plan/publication.ts';
import { getDryRun, type StoredDryRun } from '../../store/plan-dry-runs.ts';
import { type PlanHead, planHeads } from '../../store/plans.ts';
import type { Deps } from '../base/deps.ts';

/** What the dry run of a version would be made of now, and whether the one that is kept was made of it (G3). */

export type DryRunDeps = Pick<Deps, 'table' | 'plans' | 'calendars'>;

interface Inputs extends DryRunInputs {
  readonly plan?: Plan | undefined;
}

/** What a dry run made now would be of: this document, the version in force, the calendar that counts. */
export async function inputsOf({ table, plans, calendars }: DryRunDeps, head: PlanHead): Promise<Inputs> {
  const { planCode, planVersion, sha256 } = head;
  const published = (await planHeads(table, planCode))
    .filter((one) => one.status === 'PUBLISHED' && one.planVersion !== planVersion)
    .at(-1);
  const plan = plans.versions(planCode).find((one) => one.version === published?.planVersion);
  return {
    sha256,
    calendar: await calendars.current(),
    ...(published && plan
      ? { plan, published: { planVersion: published.planVersion, sha256: published.sha256 } }
      : {}),
  };
}

/** How the newest dry run stands to what the version is now. Of a published one it is that which it was published with. */
export async function dryRunStanding(
  deps: DryRunDeps,
  head: PlanHead,
): Promise<DryRunStanding & { run?: StoredDryRun }> {
  const run = await getDryRun(deps.table, head.planCode, head.planVersion);
  if (!run) return { state: 'NONE', findings: [] };
  const current = head.status === 'PUBLISHED' || run.inputs === inputsHash(await inputsOf(deps, head));
  return { state: current ? 'CURRENT' : 'OUTDATED', findings: run.report.findings, run };
}
