import type { Actor } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { paperFormOf, withPaper } from '../../rules/paper/custody.ts';
import { stepPaper } from '../../rules/paper/paper.ts';
import type { PreparedAct } from '../../store/applications.ts';
import type { Deps } from '../base/deps.ts';
import type { OwnApplication } from '../declaration/own-application.ts';

/**
 * R70: 申报人自行将评审表放入个人档案. With a certificate this ends the process (T40); without one only the paper.
 * @throws {ProblemError} GUARD before the paper is back with the person
 */
export function confirmFiling(
  { applications }: Pick<Deps, 'applications'>,
  own: OwnApplication,
  by: { actor: Actor; at: string },
): PreparedAct {
  const { application } = own;
  const { actor } = by;
  const step = stepPaper(paperFormOf(application), 'FILE', { actor });
  if (step.kind !== 'MOVED') throw new ProblemError('GUARD', step.findings);
  if (application.stage === 'CERTIFIED')
    return applications.prepare(application, { name: 'ARCHIVE', actor }, own);
  return applications.change(application, withPaper(application, step.form, by), {
    act: 'PAPER_FILE',
    ...by,
    from: application.stage,
    to: application.stage,
    payload: { formVersion: application.paper.formVersion },
  });
}
