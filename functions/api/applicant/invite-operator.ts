import { inviteOperator as act } from '../../../shared/acts/people/operators.ts';
import { appointmentView } from '../../../shared/views/appointments.ts';
import { type ApiHandler, created } from '../../http.ts';

/** D33: by mail, by the head of HR alone. */
export const inviteOperator: ApiHandler<'invite-operator'> = (deps) => async (request) => {
  const { principal, now } = request;
  const { next, writes } = await act(deps, request);
  const answer = created(appointmentView(next, { principal, now, plans: deps.plans.list() }), next.version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
