import {
  actOnAppointment as act,
  requireAdministered,
} from '../../../shared/acts/people/act-on-appointment.ts';
import { appointmentView } from '../../../shared/views/appointments.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D34, D26: changes, suspends, restores, ends an appointment, or decides on what another person prepared. */
export const actOnAppointment: ApiHandler<'act-on-appointment'> = (deps) => ({
  async act(request) {
    const { principal, now, params } = request;
    const { next, writes } = await act(deps, params.appointmentId ?? '', request);
    const answer = ok(appointmentView(next, { principal, now, plans: deps.plans.list() }), next.version);
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  },
  async standing({ principal, now, params: { appointmentId = '' } }) {
    const found = await requireAdministered(deps.table, appointmentId, principal);
    const view = appointmentView(found, { principal, now, plans: deps.plans.list() });
    return { view, version: found.version };
  },
});
