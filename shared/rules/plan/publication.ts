import type { Finding } from '../../contracts/finding.ts';
import type { ProblemCode } from '../../contracts/problem.ts';
import type { Actor } from '../../contracts/roles.ts';
import type { Person } from '../base/person.ts';
import { find } from './findings.ts';
import { checkPublishers } from './versions.ts';

/** A draft version on its way to being published (G1, G3, D26): one proposes, another one confirms or refuses. */

export interface VersionState {
  readonly planVersion: number;
  readonly status: 'DRAFT' | 'PROPOSED' | 'PUBLISHED';
  readonly sha256: string;
  readonly proposedBy?: Actor | undefined;
}

/** How its dry run stands to what it is now (G3), and what that found. */
export interface DryRunStanding {
  readonly state: 'NONE' | 'CURRENT' | 'OUTDATED';
  readonly findings: readonly Finding[];
}

export interface PublicationFacts {
  readonly decision: 'PROPOSE' | 'CONFIRM' | 'REFUSE';
  readonly by: Person;
  /** Of the content that was on the screen. */
  readonly sha256: string;
  readonly reason?: string | undefined;
  /** The newest version that is published; 0 before the first. */
  readonly newest: number;
  /** What the linter finds in the document now. */
  readonly lint: readonly Finding[];
  readonly dryRun: DryRunStanding;
}

export interface Refusal {
  readonly code: ProblemCode;
  readonly findings: readonly Finding[];
}

/** A version that may be edited: what is published never changes, what is proposed is refused first (G1, D26). */
export function checkEditable({ status, planVersion: found }: VersionState): Refusal | undefined {
  if (status === 'PUBLISHED') return { code: 'CONFLICT', findings: [find('PLAN_PUBLISHED', { found })] };
  if (status === 'PROPOSED') return { code: 'CONFLICT', findings: [find('PLAN_PROPOSED', { found })] };
  return undefined;
}

/** What stands against a decision; undefined when nothing does. */
export function checkPublication(version: VersionState, facts: PublicationFacts): Refusal | undefined {
  const { decision, by, newest, lint, dryRun } = facts;
  const { planVersion: found, proposedBy } = version;
  if (decision === 'PROPOSE' || version.status === 'PUBLISHED') {
    const shut = checkEditable(version);
    if (shut) return shut;
  } else if (version.status === 'DRAFT')
    return { code: 'CONFLICT', findings: [find('PLAN_NOT_PROPOSED', { found })] };
  if (facts.sha256 !== version.sha256)
    return { code: 'STALE_VERSION', findings: [find('PLAN_CONTENT', { field: '/sha256' })] };
  if (decision === 'REFUSE')
    return facts.reason
      ? undefined
      : { code: 'INVALID', findings: [find('PLAN_REASON', { field: '/reason' })] };
  if (decision === 'CONFIRM') {
    const people = checkPublishers(proposedBy?.id, by);
    if (people.length > 0) return { code: 'SEPARATION_OF_DUTIES', findings: people };
  }
  if (found <= newest)
    return { code: 'CONFLICT', findings: [find('PLAN_NEWER', { found, allowed: newest })] };
  const amiss = [lint, checkDryRun(found, dryRun)].map((all) =>
    all.filter((one) => one.severity === 'error'),
  );
  const errors = amiss.find((all) => all.length > 0);
  return errors ? { code: 'GUARD', findings: errors } : undefined;
}

/** What both persons decide on is tried, as it stands, and nothing is amiss with it. */
function checkDryRun(found: number, { state, findings }: DryRunStanding): readonly Finding[] {
  if (state === 'CURRENT') return findings;
  return [find(state === 'NONE' ? 'PLAN_DRY_RUN_MISSING' : 'PLAN_DRY_RUN_OUTDATED', { found })];
}
