import { requireTurn } from '../../../shared/acts/base/stale.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { holdingsOf, holdWrites } from '../../../shared/store/active-declarations.ts';
import { type ApiHandler, ok } from '../../http.ts';

/**
 * Q16: once, within the plan's grace. The machine runs again as a new revision of the same content. A lapsed declaration
 * has left its place to another one; it is taken up again only where it is free (C5).
 */
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
  const holdings = await holdingsOf(deps, application.applicantId, context.plan);
  const taken = holdings.filter((h) => h.active).map((h) => ({ ...h.finding, message: another }));
  if (taken.length > 0) throw new ProblemError('GUARD', taken);
  const snapshot = await deps.applications.snapshot(applicationId, revision);
  const answer = ok({ id: applicationId, at: now });
  await deps.table.transact([
    ...prepared.writes,
    deps.applications.putSnapshot(applicationId, prepared.next.revision, snapshot),
    ...holdWrites(deps.table, holdings, applicationId, now),
    ...request.remember(answer),
  ]);
  return answer;
};

const another = {
  zh: '申报人另有一份申报在办，不能重新开放缴费。',
  en: 'The applicant has another declaration under way, so that this payment cannot be re-opened.',
};
