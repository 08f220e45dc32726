import { actOnAppointment as act } from '../../../shared/acts/people/act-on-appointment.ts';
import { appointmentView } from '../../../shared/views/appointments.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D34, D26: changes, suspends, restores, ends an appointment, or decides on what another person prepared. */
export const actOnAppointment: ApiHandler<'act-on-appointment'> = (deps) => async (request) => {
  const { principal, now } = request;
  const { next, writes } = await act(deps, request.params.appointmentId ?? '', request);
  const answer = ok(appointmentView(next, { principal, now, plans: deps.plans.list() }), next.version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
