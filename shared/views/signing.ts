import type { ResponseOf } from '../contracts/api/index.ts';
import type { Ticket } from '../store/signatures.ts';

/** A signing ticket as the person that it is for sees it, on the phone and on the computer (R22). */
export function ticketView(ticket: Ticket, siteOrigin: string, now: string): ResponseOf<'SigningTicket'> {
  const { personId: _person, validUntil, expiresAt: _ttl, signedAt, ...shown } = ticket;
  return {
    ...shown,
    status: signedAt ? 'SIGNED' : now < validUntil ? 'QR_ISSUED' : 'EXPIRED',
    expiresAt: validUntil,
    link: `${siteOrigin}/sign/${ticket.ticketId}`,
    ...(signedAt ? { signedAt } : {}),
  };
}
