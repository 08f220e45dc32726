import type { BodyOf } from '../../contracts/api/index.ts';
import type { Finding } from '../../contracts/finding.ts';
import { actorOf } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { contentHashOf } from '../../rules/declaration/commitment.ts';
import { find } from '../../rules/declaration/findings.ts';
import { checkSigning, measureInk, signatureSvg } from '../../rules/declaration/signature.ts';
import { keys } from '../../store/base/keys.ts';
import { create, type Table, toItem, type Write } from '../../store/base/table.ts';
import { requireTicket, type Signature, strokesText, type Ticket } from '../../store/signatures.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { loadOwn, requireEditable } from './own-application.ts';
import { draftWrites } from './save-page.ts';

/** R21–R23, C10: the drawn signature, under the letter and over this very content; the ticket is used up with it. */
export async function signCommitment(
  deps: Pick<Deps, 'table' | 'applications' | 'plans'>,
  ticketId: string,
  { principal, body, now }: Asked<BodyOf<'SignatureBody'>>,
): Promise<{ ticket: Ticket; writes: Write[] }> {
  const ticket = await requireTicket(deps.table, ticketId, principal.id);
  requireUsable(ticket, now);
  const own = await loadOwn(deps, ticket.applicationId, principal, now);
  requireEditable(own.application);
  const { contentHash, template } = ticket;
  const signs = { signs: contentHash, content: contentHashOf(own.declaration) };
  const findings = checkSigning(body, own.plan.commitment.signature, signs);
  const errors = findings.filter((f) => f.severity === 'error');
  if (errors.length > 0) refuse(errors.some((f) => f.rule === 'C10') ? 'GUARD' : 'INVALID', ...errors);
  const commitment = { signedHash: contentHash, signedAt: now, template, signatureId: ticketId };
  const declaration = { ...own.declaration, commitment };
  const saved = draftWrites(deps, own, declaration, { act: 'SIGN_COMMITMENT', actor: actorOf(principal) });
  const signed = signWrites(deps.table, ticket, body, { at: now, advice: findings });
  return { ticket: signed.ticket, writes: [...saved.writes, ...signed.writes] };
}

/** Single use and short life (R22). @throws {ProblemError} CONFLICT, GUARD */
function requireUsable(ticket: Ticket, now: string): void {
  if (ticket.signedAt) refuse('CONFLICT', find('COMMITMENT_QR_USED', { found: ticket.signedAt }));
  if (now < ticket.validUntil) return;
  refuse('GUARD', find('COMMITMENT_QR_EXPIRED', { found: now, allowed: ticket.validUntil }));
}

/** The ticket consumed and the signature kept; fails if another signature was faster. */
function signWrites(
  table: Table,
  ticket: Ticket,
  drawing: BodyOf<'SignatureBody'>,
  signed: { at: string; advice: Finding[] },
): { ticket: Ticket; writes: Write[] } {
  const next: Ticket = { ...ticket, signedAt: signed.at, advice: signed.advice };
  const { ticketId, applicationId, personId, title, template, paragraphs, contentHash } = ticket;
  const { width, height } = drawing;
  const signature: Signature = {
    ...{ signatureId: ticketId, applicationId, personId, title, template, paragraphs, contentHash },
    signedAt: signed.at,
    svg: signatureSvg(drawing),
    frame: { width, height },
    strokes: strokesText(drawing.strokes),
    ink: measureInk(drawing),
  };
  return {
    ticket: next,
    writes: [
      {
        Put: {
          TableName: table.name,
          Item: toItem({ ...next, ...keys.ticket(ticketId), type: 'SIGNING_TICKET' }),
          ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(signedAt)',
        },
      },
      create(table.name, keys.signature(applicationId, ticketId), { ...signature, type: 'SIGNATURE' }),
    ],
  };
}
