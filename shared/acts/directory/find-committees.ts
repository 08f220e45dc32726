import { CommitteeLevel } from '../../contracts/api/directories.ts';
import type { ResponseOf } from '../../contracts/api/index.ts';
import { refuse } from '../../errors.ts';
import { localDateOf } from '../../rules/calendar/local-date.ts';
import { find } from '../../rules/directory/findings.ts';
import { findCommittees } from '../../rules/directory/search.ts';
import { committeeAnswerView } from '../../views/directories.ts';
import type { Deps } from '../base/deps.ts';

interface Query {
  readonly specialty?: string;
  readonly level?: string;
  readonly region?: string;
}

/** Longer than any specialty is called. */
const MOST = 60;

/** Who takes a specialty today, under which plans (L2). @throws {ProblemError} INVALID for a level that there is not */
export function findCommitteesFor(
  { plans }: Pick<Deps, 'plans'>,
  { specialty = '', level = '', region = '' }: Query,
  now: string,
): ResponseOf<'CommitteeAnswer'> {
  const known = CommitteeLevel.options.find((one) => one === level);
  if (level !== '' && !known) {
    const allowed = CommitteeLevel.options.join(', ');
    refuse('INVALID', find('DIRECTORY_LEVEL', { field: 'level', found: level, allowed }));
  }
  const on = localDateOf(now);
  const query = {
    specialty: specialty.slice(0, MOST) || undefined,
    level: known,
    region: region || undefined,
  };
  const answer = findCommittees(plans.directories.list(), query, on);
  return committeeAnswerView(answer, { plans: plans.offered(), now, on });
}
