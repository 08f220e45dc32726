import { actorOf } from '../../shared/contracts/roles.ts';
import { requireTurn } from '../../shared/store/own-applications.ts';
import { type ApiHandler, ok } from '../http.ts';

/** Q16: once, within the plan's grace. The machine runs again as a new revision of the same content. */
export const reopenPayment: ApiHandler<'reopen-payment'> = (deps) => async (request) => {
  const { principal, body, params, now } = request;
  const application = await deps.applications.require(params.applicationId ?? '');
  const { applicationId, planCode, revision } = application;
  requireTurn(application, body.turn);
  const context = await deps.plans.context(planCode, now);
  const prepared = deps.applications.prepare(
    application,
    { name: 'REOPEN_PAYMENT', actor: actorOf(principal), reason: body.reason },
    context,
  );
  const snapshot = await deps.applications.snapshot(applicationId, revision);
  const answer = ok({ id: applicationId, at: now });
  await deps.table.transact([
    ...prepared.writes,
    deps.applications.putSnapshot(applicationId, prepared.next.revision, snapshot),
    ...request.remember(answer),
  ]);
  return answer;
};
