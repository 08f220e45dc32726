import { acceptInvitation as act } from '../../../shared/acts/people/accept-invitation.ts';
import { appointmentView } from '../../../shared/views/appointments.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D33: whoever the head of HR invited acts for the unit from now on. */
export const acceptOperator: ApiHandler<'accept-operator'> = (deps) => async (request) => {
  const { principal, now } = request;
  const { next, writes } = await act(deps, request, 'people');
  const answer = ok(appointmentView(next, { principal, now, plans: deps.plans.list() }), next.version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
