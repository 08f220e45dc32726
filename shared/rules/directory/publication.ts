import type { Finding } from '../../contracts/finding.ts';
import type { ProblemCode } from '../../contracts/problem.ts';
import type { Actor } from '../../contracts/roles.ts';
import { isPerson } from '../base/person.ts';
import { find } from './findings.ts';

/** A version of a directory on its way to being in force (G1, G3, D26), as a plan's: one proposes, another one confirms or refuses. */

export interface DirectoryState {
  readonly directoryVersion: number;
  readonly status: 'DRAFT' | 'PROPOSED' | 'PUBLISHED';
  readonly sha256: string;
  readonly proposedBy?: Actor | undefined;
}

export interface PublicationFacts {
  readonly decision: 'PROPOSE' | 'CONFIRM' | 'REFUSE';
  readonly actor: Actor;
  /** Other accounts of the same person, as far as they are known (D29). */
  readonly alsoAs: readonly string[];
  /** Of the content that was on the screen. */
  readonly sha256: string;
  readonly reason?: string | undefined;
  /** The newest version that is published; 0 before the first. */
  readonly newest: number;
  readonly lint: readonly Finding[];
}

export interface Refusal {
  readonly code: ProblemCode;
  readonly findings: readonly Finding[];
}

/** A version that may be edited: what is published never changes, what is proposed is refused first. */
export function checkEditable({ status, directoryVersion: found }: DirectoryState): Refusal | undefined {
  if (status === 'PUBLISHED') return { code: 'CONFLICT', findings: [find('DIRECTORY_PUBLISHED', { found })] };
  if (status === 'PROPOSED') return { code: 'CONFLICT', findings: [find('DIRECTORY_PROPOSED', { found })] };
  return undefined;
}

/** What stands against a decision; undefined when nothing does. */
export function checkPublication(state: DirectoryState, facts: PublicationFacts): Refusal | undefined {
  const { decision, actor, alsoAs, newest } = facts;
  const { directoryVersion: found, proposedBy, status } = state;
  if (decision === 'PROPOSE' || status === 'PUBLISHED') {
    const shut = checkEditable(state);
    if (shut) return shut;
  } else if (status === 'DRAFT')
    return { code: 'CONFLICT', findings: [find('DIRECTORY_NOT_PROPOSED', { found })] };
  if (facts.sha256 !== state.sha256)
    return { code: 'STALE_VERSION', findings: [find('DIRECTORY_CONTENT', { field: '/sha256' })] };
  if (decision === 'REFUSE')
    return facts.reason
      ? undefined
      : { code: 'INVALID', findings: [find('DIRECTORY_REASON', { field: '/reason' })] };
  if (decision === 'CONFIRM' && isPerson({ id: actor.id, alsoAs }, proposedBy?.id))
    return { code: 'SEPARATION_OF_DUTIES', findings: [find('DIRECTORY_TWO_PEOPLE')] };
  if (found <= newest)
    return { code: 'CONFLICT', findings: [find('DIRECTORY_NEWER', { found, allowed: newest })] };
  const errors = facts.lint.filter((one) => one.severity === 'error');
  return errors.length > 0 ? { code: 'GUARD', findings: errors } : undefined;
}
