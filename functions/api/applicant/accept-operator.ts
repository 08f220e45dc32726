import { acceptInvitation as act } from '../../../shared/acts/people/accept-invitation.ts';
import { appointmentAnswer } from '../../../shared/acts/people/appointment-answer.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D33: whoever the head of HR invited acts for the unit from now on. */
export const acceptOperator: ApiHandler<'accept-operator'> = (deps) => async (request) => {
  const { next, writes } = await act(deps, request, 'people');
  const { view, version } = appointmentAnswer(deps, next, request);
  const answer = ok(view, version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
