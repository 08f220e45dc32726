import type { Application, Position } from '../../contracts/application.ts';
import { positionAt, turnEntry } from '../../rules/application/turns.ts';
import { authoritiesOf } from '../../rules/people/authorities.ts';
import type { Deps } from '../base/deps.ts';

/** Where the review machine stands at a turn, the present one unless named: the joint audit with the plan's authorities. */
export async function positionOf(
  { plans, now }: Pick<Deps, 'plans' | 'now'>,
  application: Application,
  turn = application.turn,
): Promise<Position> {
  const audit = turnEntry(application, turn).step === 'JOINT_AUDIT';
  const approvers = audit ? authoritiesOf(plans.of(application)) : undefined;
  return positionAt(application, turn, now(), approvers);
}
