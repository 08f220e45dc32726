import { requireTurn } from '../../../shared/acts/base/stale.ts';
import { objectionDecision } from '../../../shared/acts/publicity/decide-objection.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { requireObjection } from '../../../shared/store/objections.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R64, R66, L24: cleared by one person, upheld by two, the applicant heard. */
export const decideObjection: ApiHandler<'decide-objection'> = (deps) => async (request) => {
  const { principal, body, params, now } = request;
  const objection = await requireObjection(deps.table, params.objectionId ?? '');
  requirePlanScope(principal, objection.planCode);
  const application = await deps.applications.require(objection.applicationId);
  requireTurn(application, body.turn);
  const context = { ...(await deps.plans.contextOf(application, now)), alsoAs: principal.alsoAs };
  const writes = await objectionDecision(deps, { objection, application }, context, {
    ...body,
    actor: actorOf(principal),
  });
  const answer = ok({ id: objection.objectionId, at: now });
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
