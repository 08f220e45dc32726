import { coversPlan } from '../../../shared/rules/desk/scope.ts';
import { sessionsOf } from '../../../shared/store/sessions.ts';
import { sessionListItem } from '../../../shared/views/session.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** Sessions of the plans that the office or the supervisor has to do with, newest first. */
export const listSessions: ApiHandler<'list-sessions'> = (deps) => async (request) => {
  const plans = deps.plans.list().filter((plan) => coversPlan(request.principal, plan.planCode));
  const lists = await Promise.all(plans.map((plan) => sessionsOf(deps.table, plan.planCode)));
  const sessions = lists.flat().sort((a, b) => (a.createdAt > b.createdAt ? -1 : 1));
  return ok({ items: sessions.map(sessionListItem) });
};
