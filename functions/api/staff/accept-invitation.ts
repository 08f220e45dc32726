import { acceptInvitation as act } from '../../../shared/acts/people/accept-invitation.ts';
import { appointmentAnswer } from '../../../shared/acts/people/appointment-answer.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D34: whoever was invited takes what he was given. */
export const acceptInvitation: ApiHandler<'accept-invitation'> = (deps) => async (request) => {
  const { next, writes } = await act(deps, request, 'staff');
  const { view, version } = appointmentAnswer(deps, next, request);
  const answer = ok(view, version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
