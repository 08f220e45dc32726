import { appointmentAnswer } from '../../../shared/acts/people/appointment-answer.ts';
import { invitePerson as act } from '../../../shared/acts/people/invite-person.ts';
import { localDateOf } from '../../../shared/rules/calendar/local-date.ts';
import { inviteeProblems } from '../../../shared/rules/people/invitee.ts';
import { type ApiHandler, created } from '../../http.ts';

/** D34: by mail; what decides or administers after a second person. */
export const invitePerson: ApiHandler<'invite-person'> = (deps) => async (request) => {
  const { next, writes } = await act(deps, request);
  const { view, version } = appointmentAnswer(deps, next, request);
  const answer = created(view, version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};

invitePerson.alsoWrong =
  () =>
  async ({ body, now }) =>
    inviteeProblems(body, localDateOf(now));
