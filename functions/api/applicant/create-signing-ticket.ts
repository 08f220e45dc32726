import { createSigningTicket as act } from '../../../shared/acts/declaration/create-signing-ticket.ts';
import { ticketView } from '../../../shared/views/signing.ts';
import { type ApiHandler, created } from '../../http.ts';

/** R22: the QR code to sign with. */
export const createSigningTicket: ApiHandler<'create-signing-ticket'> = (deps) => async (request) => {
  const { ticket, writes } = await act(deps, request.params.applicationId ?? '', request);
  const answer = created(ticketView(ticket, deps.env.SITE_ORIGIN, request.now));
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
