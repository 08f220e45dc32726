import { acceptInvitation as act } from '../../../shared/acts/people/accept-invitation.ts';
import { appointmentView } from '../../../shared/views/appointments.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D34: whoever was invited takes what he was given. */
export const acceptInvitation: ApiHandler<'accept-invitation'> = (deps) => async (request) => {
  const { principal, now } = request;
  const { next, writes } = await act(deps, request, 'staff');
  const answer = ok(appointmentView(next, { principal, now, plans: deps.plans.list() }), next.version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
