import { appointmentAnswer } from '../../../shared/acts/people/appointment-answer.ts';
import { inviteOperator as act } from '../../../shared/acts/people/operators.ts';
import { localDateOf } from '../../../shared/rules/calendar/local-date.ts';
import { inviteeProblems } from '../../../shared/rules/people/invitee.ts';
import { type ApiHandler, created } from '../../http.ts';

/** D33: by mail, by the head of HR alone. */
export const inviteOperator: ApiHandler<'invite-operator'> = (deps) => async (request) => {
  const { next, writes } = await act(deps, request);
  const { view, version } = appointmentAnswer(deps, next, request);
  const answer = created(view, version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};

inviteOperator.alsoWrong =
  () =>
  async ({ body, now }) =>
    inviteeProblems(body, localDateOf(now));
