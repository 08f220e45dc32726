import { loadCalendar as act } from '../../../shared/acts/plan/load-calendar.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** The first call proposes and shows the count of working days; the same calendar by another person is in force (D9). */
export const loadCalendar: ApiHandler<'load-calendar'> = (deps) => async (request) => {
  const { principal, body, now } = request;
  const { next, workingDays, writes } = await act(deps, body.calendar, { principal, at: now });
  const answer = ok({ version: next.calendar.id, status: next.status, workingDays }, next.version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
