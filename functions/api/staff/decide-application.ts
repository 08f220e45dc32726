import { deskAct } from '../../../shared/acts/desk/desk-act.ts';
import type { LoadedDesk } from '../../../shared/acts/desk/desk-file.ts';
import { rejection } from '../../../shared/acts/desk/rejection.ts';
import type { Act } from '../../../shared/contracts/acts.ts';
import type { BodyOf } from '../../../shared/contracts/api/index.ts';
import { approvalOf } from '../../../shared/contracts/desks.ts';
import type { Actor } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import type { ApiHandler } from '../../http.ts';

export const decideApplication: ApiHandler<'decide-application'> = (deps) => (request) =>
  deskAct(deps, request, {
    applicationId: request.params.applicationId ?? '',
    turn: request.body.turn,
    act: (loaded, actor) => actOf(request.body, actor, loaded),
  });

function actOf(body: BodyOf<'DecisionBody'>, actor: Actor, loaded: LoadedDesk): Act {
  const { decision, opinion, reason, items = [], supervisorReason } = body;
  switch (decision) {
    case 'APPROVE': {
      const name = approvalOf(actor.role, loaded.application.turns.at(-1)?.step);
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
      return rejection(body, actor, loaded);
    case 'CLOSE_PUBLICITY':
      // The unit's own publicity (L9); no desk of the government has one to close.
      throw new ProblemError('FORBIDDEN');
  }
}
