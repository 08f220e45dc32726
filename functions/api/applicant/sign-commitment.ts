import { draftWrites, loadOwn, requireEditable } from '../../../shared/acts/declaration/own-application.ts';
import { requireUsable, signWrites } from '../../../shared/acts/declaration/sign-commitment.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { contentHashOf } from '../../../shared/rules/declaration/commitment.ts';
import { checkSigning } from '../../../shared/rules/declaration/signature.ts';
import { requireTicket } from '../../../shared/store/signatures.ts';
import { ticketView } from '../../../shared/views/signing.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R21–R23, C10: the drawn signature, under the letter and over this very content; the ticket is used up with it. */
export const signCommitment: ApiHandler<'sign-commitment'> =
  (deps) =>
  async ({ principal, params, body, now, remember }) => {
    const ticket = await requireTicket(deps.table, params.ticketId ?? '', principal.id);
    requireUsable(ticket, now);
    const own = await loadOwn(deps, ticket.applicationId, principal.id, now);
    requireEditable(own.application);
    const findings = checkSigning(body, own.plan.commitment.signature, {
      signs: ticket.contentHash,
      content: contentHashOf(own.declaration),
    });
    const errors = findings.filter((f) => f.severity === 'error');
    if (errors.length > 0)
      throw new ProblemError(errors.some((f) => f.rule === 'C10') ? 'GUARD' : 'INVALID', errors);
    const commitment = {
      signedHash: ticket.contentHash,
      signedAt: now,
      template: ticket.template,
      signatureId: ticket.ticketId,
    };
    const actor = actorOf(principal);
    const saved = draftWrites(
      deps,
      own,
      { ...own.declaration, commitment },
      { act: 'SIGN_COMMITMENT', actor },
    );
    const signed = signWrites(deps.table, ticket, body, { at: now, advice: findings });
    const answer = ok(ticketView(signed.ticket, deps.env.SITE_ORIGIN, now));
    await deps.table.transact([...saved.writes, ...signed.writes, ...remember(answer)]);
    return answer;
  };
