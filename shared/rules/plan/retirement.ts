import type { PlanRetirement } from '../../contracts/plan-version.ts';
import type { Person } from '../base/person.ts';
import { find } from './findings.ts';
import type { Refusal, VersionState } from './publication.ts';
import { checkPublishers } from './versions.ts';

/** A plan taken off offer (D30): what was submitted under it goes on to its end. One person asks for it, another confirms. */

export interface RetirementFacts {
  readonly decision: 'PROPOSE' | 'CONFIRM' | 'REFUSE';
  readonly by: Person;
  readonly reason?: string | undefined;
  /** The newest version that is published; 0 before the first. */
  readonly newest: number;
}

/** What stands against a decision; undefined when nothing does. */
export function checkRetirement(
  version: Pick<VersionState, 'planVersion' | 'status'> & {
    readonly retirement?: PlanRetirement | undefined;
  },
  { decision, by, reason, newest }: RetirementFacts,
): Refusal | undefined {
  const { planVersion: found, status, retirement } = version;
  const refused = (code: Refusal['code'], ...findings: Refusal['findings']): Refusal => ({ code, findings });
  if (status !== 'PUBLISHED' || found !== newest)
    return refused('CONFLICT', find('PLAN_NOT_NEWEST', { found, allowed: newest }));
  if (retirement?.confirmedBy) return refused('CONFLICT', find('PLAN_RETIRED_ALREADY'));
  if (decision === 'PROPOSE') {
    if (retirement) return refused('CONFLICT', find('PLAN_RETIREMENT_ASKED'));
    return reason ? undefined : refused('INVALID', find('PLAN_RETIREMENT_REASON', { field: '/reason' }));
  }
  if (!retirement) return refused('CONFLICT', find('PLAN_RETIREMENT_NOT_ASKED'));
  const people = decision === 'CONFIRM' ? checkPublishers(retirement.proposedBy.id, by) : [];
  return people.length > 0 ? refused('SEPARATION_OF_DUTIES', ...people) : undefined;
}
