import { loadCalendar as load } from '../../../shared/acts/plan/load-calendar.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** The first call proposes and shows the count of working days; the same calendar by another person is in force (D9). */
export const loadCalendar: ApiHandler<'load-calendar'> = (deps) => async (request) => {
  const { principal, body, now } = request;
  const { next, workingDays, writes } = await load(deps, body.calendar, {
    actor: actorOf(principal),
    at: now,
  });
  const answer = ok({ version: next.calendar.id, status: next.status, workingDays }, next.version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
