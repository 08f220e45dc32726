import { appointmentAnswer } from '../../../shared/acts/people/appointment-answer.ts';
import { actOnOperator as act, requireOperator } from '../../../shared/acts/people/operators.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D33: suspends, restores, ends an operator, or hands the unit over to one. */
export const actOnOperator: ApiHandler<'act-on-operator'> = (deps) => ({
  async act(request) {
    const { next, writes } = await act(deps, request.params.appointmentId ?? '', request);
    const { view, version } = appointmentAnswer(deps, next, request);
    const answer = ok(view, version);
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  },
  async standing(request) {
    const { principal, params } = request;
    const { operator } = await requireOperator(deps, params.appointmentId ?? '', principal);
    return appointmentAnswer(deps, operator, request);
  },
});
