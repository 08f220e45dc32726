import type { Actor } from '../../contracts/roles.ts';
import { refusal } from '../../errors.ts';
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
  if (open && !open.answeredAt) {
    throw refusal('CONFLICT', {
      code: 'REEXAMINATION_OPEN',
      rule: 'L21',
      found: open.at,
      zh: '您已申请复查，请等待答复',
      en: 'You have asked for re-examination already; the answer is to come',
    });
  }
  return applications.prepare(own.application, { name: 'REQUEST_REEXAMINATION', ...act }, own);
}
