import type { BodyOf } from '../../shared/contracts/api/index.ts';
import { type Actor, actorOf, type Role } from '../../shared/contracts/roles.ts';
import type { Act, ActName } from '../../shared/domain/application/acts.ts';
import { requireDesk } from '../../shared/domain/desk-scope.ts';
import { ProblemError } from '../../shared/errors.ts';
import { requireTurn } from '../../shared/store/own-applications.ts';
import { deskAnswer, loadDesk } from '../../shared/store/views/desk.ts';
import { type ApiHandler, ok } from '../http.ts';

/** What approval is called at each desk (T8, T11, T21a). */
const approvals: Partial<Record<Role, ActName>> = {
  POINT_CLERK: 'POINT_ACCEPT',
  DISTRICT_OFFICER: 'DISTRICT_APPROVE',
  OFFICE_CLERK: 'OFFICE_AUDIT',
  OFFICE_HEAD: 'OFFICE_AUDIT',
};

export const decideApplication: ApiHandler<'decide-application'> = (deps) => async (request) => {
  const { principal, body, params, now } = request;
  const application = await deps.applications.require(params.applicationId ?? '');
  requireDesk(principal, application);
  requireTurn(application, body.turn);
  const loaded = await loadDesk(deps, application, now);
  const act = actOf(body, actorOf(principal));
  const prepared = deps.applications.prepare(application, act, loaded);
  const { next, event } = prepared;
  const answer = ok(deskAnswer(loaded, principal, { application: next, event }), next.version);
  await deps.table.transact([...prepared.writes, ...request.remember(answer)]);
  return answer;
};

function actOf(body: BodyOf<'DecisionBody'>, actor: Actor): Act {
  const { decision, opinion, reason, remedy, items = [], supervisorReason } = body;
  switch (decision) {
    case 'APPROVE': {
      const name = approvals[actor.role];
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
