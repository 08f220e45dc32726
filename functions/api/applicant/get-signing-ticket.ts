import { requireTicket } from '../../../shared/store/signatures.ts';
import { ticketView } from '../../../shared/views/signing.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R21, R22: the letter on the phone, and on the desktop whether it has been signed; only for the person it is for. */
export const getSigningTicket: ApiHandler<'get-signing-ticket'> =
  (deps) =>
  async ({ principal, params, now }) => {
    const ticket = await requireTicket(deps.table, params.ticketId ?? '', principal.id);
    return ok(ticketView(ticket, deps.env.SITE_ORIGIN, now));
  };
