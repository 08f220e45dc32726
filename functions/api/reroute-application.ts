import { actorOf } from '../../shared/contracts/roles.ts';
import { requireDesk } from '../../shared/domain/desk-scope.ts';
import { localDateOf } from '../../shared/domain/local-date.ts';
import { reroute } from '../../shared/domain/routing.ts';
import { ProblemError } from '../../shared/errors.ts';
import { requireTurn } from '../../shared/store/own-applications.ts';
import { deskAnswer, loadDesk } from '../../shared/store/views/desk.ts';
import { type ApiHandler, ok } from '../http.ts';

/** 转办 (T10): the electronic road, and the paper's with it, go on from another point. */
export const rerouteApplication: ApiHandler<'reroute-application'> = (deps) => async (request) => {
  const { principal, body, params, now } = request;
  const application = await deps.applications.require(params.applicationId ?? '');
  requireDesk(principal, application);
  requireTurn(application, body.turn);
  const loaded = await loadDesk(deps, application, now);
  if (!application.route) throw new ProblemError('WRONG_STAGE');
  const target = reroute(loaded.plan, application.route, body.pointId, body.reason, localDateOf(now));
  if (!target.ok) throw new ProblemError('INVALID', target.problems);
  const prepared = deps.applications.prepare(
    application,
    { name: 'REROUTE', actor: actorOf(principal), reason: body.reason, route: target.value },
    loaded,
  );
  const { next, event } = prepared;
  const answer = ok(deskAnswer(loaded, principal, { application: next, event }), next.version);
  await deps.table.transact([...prepared.writes, ...request.remember(answer)]);
  return answer;
};
