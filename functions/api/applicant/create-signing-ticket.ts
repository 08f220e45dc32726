import { loadOwn, openStep } from '../../../shared/acts/declaration/own-application.ts';
import { commitmentLetter, contentHashOf } from '../../../shared/rules/declaration/commitment.ts';
import { newTicket, ticketWrite } from '../../../shared/store/signatures.ts';
import { ticketView } from '../../../shared/views/signing.ts';
import { type ApiHandler, created } from '../../http.ts';

/** R22: what the QR code points to; single use, short-lived, for this person, this declaration, this content. */
export const createSigningTicket: ApiHandler<'create-signing-ticket'> =
  (deps) =>
  async ({ principal, params, now, remember }) => {
    const own = await loadOwn(deps, params.applicationId ?? '', principal.id, now);
    const { application, declaration, plan } = own;
    openStep(own, application.version, 'COMMITMENT');
    const letter = commitmentLetter(plan, { name: application.applicantName, unit: application.unit.name });
    const ticket = newTicket(
      {
        ...letter,
        ticketId: deps.newId(),
        applicationId: application.applicationId,
        personId: principal.id,
        contentHash: contentHashOf(declaration),
      },
      plan.commitment.qrTtlSeconds,
      now,
    );
    const answer = created(ticketView(ticket, deps.env.SITE_ORIGIN, now));
    await deps.table.transact([ticketWrite(deps.table, ticket), ...remember(answer)]);
    return answer;
  };
