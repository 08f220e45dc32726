import { deskAct } from '../../../shared/acts/desk/desk-act.ts';
import type { Act } from '../../../shared/contracts/acts.ts';
import type { BodyOf } from '../../../shared/contracts/api/index.ts';
import { approvalOf } from '../../../shared/contracts/desks.ts';
import type { Actor } from '../../../shared/contracts/roles.ts';
import type { Step } from '../../../shared/contracts/stages.ts';
import { ProblemError } from '../../../shared/errors.ts';
import type { ApiHandler } from '../../http.ts';

export const decideApplication: ApiHandler<'decide-application'> = (deps) => (request) =>
  deskAct(deps, request, {
    applicationId: request.params.applicationId ?? '',
    turn: request.body.turn,
    act: ({ application }, actor) => actOf(request.body, actor, application.turns.at(-1)?.step),
  });

function actOf(body: BodyOf<'DecisionBody'>, actor: Actor, step: Step | undefined): Act {
  const { decision, opinion, reason, remedy, items = [], supervisorReason } = body;
  switch (decision) {
    case 'APPROVE': {
      const name = approvalOf(actor.role, step);
      if (!name) throw new ProblemError('FORBIDDEN');
      return { name, actor, ...(opinion ? { opinion } : {}) } as Act;
    }
    case 'RETURN':
      return {
        name: 'RETURN',
        actor,
        items,
        ...(reason ? { reason } : {}),
        ...(supervisorReason ? { supervisorReason } : {}),
      };
    case 'REJECT':
      return { name: 'REJECT', actor, ...(reason ? { reason } : {}), ...(remedy ? { remedy } : {}) };
    case 'CLOSE_PUBLICITY':
      // The unit's own publicity (L9); no desk of the government has one to close.
      throw new ProblemError('FORBIDDEN');
  }
}
