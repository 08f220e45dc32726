import {
  actOnAppointment as act,
  requireAdministered,
} from '../../../shared/acts/people/act-on-appointment.ts';
import { appointmentAnswer } from '../../../shared/acts/people/appointment-answer.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D34, D26: changes, suspends, restores, ends an appointment, or decides on what another person prepared. */
export const actOnAppointment: ApiHandler<'act-on-appointment'> = (deps) => ({
  async act(request) {
    const { next, writes } = await act(deps, request.params.appointmentId ?? '', request);
    const { view, version } = appointmentAnswer(deps, next, request);
    const answer = ok(view, version);
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  },
  async standing(request) {
    const { principal, params } = request;
    const found = await requireAdministered(deps.table, params.appointmentId ?? '', principal);
    return appointmentAnswer(deps, found, request);
  },
});
