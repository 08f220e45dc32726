import { signCommitment as act } from '../../../shared/acts/declaration/sign-commitment.ts';
import { ticketView } from '../../../shared/views/signing.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R21–R23: the letter, signed. */
export const signCommitment: ApiHandler<'sign-commitment'> = (deps) => async (request) => {
  const { ticket, writes } = await act(deps, request.params.ticketId ?? '', request);
  const answer = ok(ticketView(ticket, deps.env.SITE_ORIGIN, request.now));
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
