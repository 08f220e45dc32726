import type { Act } from '../../contracts/acts.ts';
import type { BodyOf } from '../../contracts/api/index.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Actor } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { find } from '../../rules/desk/findings.ts';
import { rejection } from './rejection.ts';

/** What an employing unit decides about an application (T5–T7, T13). */

/**
 * The act that a decision means. A recommendation carries the unit's written opinion (T6).
 * @throws {ProblemError} INVALID without one
 */
export function unitAct(
  body: BodyOf<'DecisionBody'>,
  actor: Actor,
  context: { readonly plan: Plan; readonly now: string },
): Act {
  const { decision, opinion, reason, items = [], supervisorReason } = body;
  const why = reason ? { reason } : {};
  switch (decision) {
    case 'APPROVE':
      if (!opinion) return refuse('INVALID', find('OPINION_REQUIRED', { field: '/opinion' }));
      return { name: 'UNIT_APPROVE', actor, opinion };
    case 'RETURN':
      return { name: 'RETURN', actor, items, ...why, ...(supervisorReason ? { supervisorReason } : {}) };
    case 'REJECT':
      return rejection(body, actor, context);
    case 'CLOSE_PUBLICITY':
      return { name: 'CLOSE_UNIT_PUBLICITY', actor };
  }
}
