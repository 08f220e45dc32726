import { deskAct } from '../../../shared/acts/desk/desk-act.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { localDateOf } from '../../../shared/rules/calendar/local-date.ts';
import { reroute } from '../../../shared/rules/desk/routing.ts';
import type { ApiHandler } from '../../http.ts';

/** 转办 (T10): the electronic road, and the paper's with it, go on from another point. */
export const rerouteApplication: ApiHandler<'reroute-application'> = (deps) => (request) => {
  const { turn, pointId, reason } = request.body;
  return deskAct(deps, request, {
    applicationId: request.params.applicationId ?? '',
    turn,
    act({ application, plan }, actor) {
      if (!application.route) throw new ProblemError('WRONG_STAGE');
      const target = reroute(plan, application.route, pointId, reason, localDateOf(request.now));
      if (!target.ok) throw new ProblemError('INVALID', target.problems);
      return { name: 'REROUTE', actor, reason, route: target.value };
    },
  });
};
