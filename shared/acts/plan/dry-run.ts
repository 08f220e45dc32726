import type { ResponseOf } from '../../contracts/api/index.ts';
import type { DryRunReport } from '../../contracts/plan-dry-run.ts';
import { actorOf, type Principal } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { canonicalHash } from '../../rules/base/canonical-json.ts';
import { type DryRunOf, dryRun, inputsHash } from '../../rules/dryrun/dry-run.ts';
import { checkEditable } from '../../rules/plan/publication.ts';
import { planHash } from '../../rules/plan/versions.ts';
import type { Write } from '../../store/base/table.ts';
import { dryRunWrites, getDryRun, type StoredDryRun } from '../../store/plan-dry-runs.ts';
import type { PlanRecord } from '../../store/plans.ts';
import type { Asked } from '../base/asked.ts';
import { type DryRunDeps, dryRunStanding, inputsOf } from './dry-run-standing.ts';
import { requirePlanVersion, type VersionPath } from './plan-versions.ts';

/** The dry run of a version (G3): made of what is kept, once for the same inputs, and told to both persons as it was. */

/** @throws {ProblemError} NOT_FOUND */
export async function planDryRun(
  deps: DryRunDeps,
  principal: Principal,
  path: VersionPath,
): Promise<ResponseOf<'PlanDryRun'>> {
  const { state, run } = await dryRunStanding(deps, await requirePlanVersion(deps, principal, path));
  return run ? { state, run } : { state };
}

export interface DryRunMade {
  readonly record: PlanRecord;
  readonly answer: ResponseOf<'PlanDryRun'>;
  readonly writes: Write[];
}

/**
 * Runs a draft; nothing is run again that would come out the same.
 * @throws {ProblemError} NOT_FOUND; CONFLICT once it is proposed or published
 */
export async function runDryRun(
  deps: DryRunDeps,
  path: VersionPath,
  { principal, now }: Pick<Asked<undefined>, 'principal' | 'now'>,
): Promise<DryRunMade> {
  const record = await requirePlanVersion(deps, principal, path);
  const shut = checkEditable(record);
  if (shut) throw new ProblemError(shut.code, [...shut.findings]);
  const { planCode, planVersion } = record;
  const { plan: published, ...made } = await inputsOf(deps, record);
  const inputs = inputsHash(made);
  const known = await getDryRun(deps.table, planCode, planVersion);
  if (known?.inputs === inputs) return { record, answer: { state: 'CURRENT', run: known }, writes: [] };
  const document: unknown = JSON.parse(record.document);
  const report = reportOf({ document, planCode, planVersion, calendar: made.calendar, published });
  const run: StoredDryRun = {
    ...{ planCode, planVersion, inputs, sha256: canonicalHash(report), at: now, by: actorOf(principal) },
    report,
  };
  return { record, answer: { state: 'CURRENT', run }, writes: dryRunWrites(deps.table, record, run) };
}

/** The last few that this process made, by what they follow from: the number of a version is not of it. */
const recent = new Map<string, DryRunReport>();
const MOST = 8;

function reportOf(of: DryRunOf): DryRunReport {
  const { planVersion, calendar, published } = of;
  const document = of.document as Readonly<Record<string, unknown>>;
  // Under another number than its own it is told so.
  if (document.version !== planVersion) return dryRun(of);
  const [plan, since] = [document, published].map((one) => one && planHash({ ...one, version: 0 }));
  const key = canonicalHash({ plan, since, calendar: calendar.id });
  const report = recent.get(key) ?? dryRun(of);
  recent.delete(key);
  recent.set(key, report);
  for (const oldest of recent.keys()) if (recent.size > MOST) recent.delete(oldest);
  const { comparison } = report;
  return comparison && published
    ? { ...report, comparison: { ...comparison, since: published.version } }
    : report;
}
