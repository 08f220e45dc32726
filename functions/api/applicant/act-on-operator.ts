import { actOnOperator as act, requireOperator } from '../../../shared/acts/people/operators.ts';
import { appointmentView } from '../../../shared/views/appointments.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D33: suspends, restores, ends an operator, or hands the unit over to one. */
export const actOnOperator: ApiHandler<'act-on-operator'> = (deps) => ({
  async act(request) {
    const { principal, now, params } = request;
    const { next, writes } = await act(deps, params.appointmentId ?? '', request);
    const answer = ok(appointmentView(next, { principal, now, plans: deps.plans.list() }), next.version);
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  },
  async standing({ principal, now, params: { appointmentId = '' } }) {
    const { operator } = await requireOperator(deps, appointmentId, principal);
    const view = appointmentView(operator, { principal, now, plans: deps.plans.list() });
    return { view, version: operator.version };
  },
});
