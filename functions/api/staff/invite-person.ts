import { invitePerson as act } from '../../../shared/acts/people/invite-person.ts';
import { appointmentView } from '../../../shared/views/appointments.ts';
import { type ApiHandler, created } from '../../http.ts';

/** D34: by mail; what decides or administers after a second person. */
export const invitePerson: ApiHandler<'invite-person'> = (deps) => async (request) => {
  const { principal, now } = request;
  const { next, writes } = await act(deps, request);
  const view = appointmentView(next, { principal, now, plans: deps.plans.list() });
  const answer = created(view, next.version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
