import type { Actor } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { find } from '../../rules/application/findings.ts';
import type { PreparedAct } from '../../store/applications.ts';
import type { Deps } from '../base/deps.ts';
import type { OwnApplication } from '../declaration/own-application.ts';

/**
 * L21, T45: 复查 of a result that was not passed; one at a time.
 * @throws {ProblemError} CONFLICT while one is unanswered, and what the transition table has against it
 */
export function requestReexamination(
  { applications }: Pick<Deps, 'applications'>,
  own: OwnApplication,
  act: { actor: Actor; reason: string },
): PreparedAct {
  const open = own.application.reexamination;
  if (open && !open.answeredAt) refuse('CONFLICT', find('REEXAMINATION_OPEN', { found: open.at }));
  return applications.prepare(own.application, { name: 'REQUEST_REEXAMINATION', ...act }, own);
}
