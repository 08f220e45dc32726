import { commitmentLetter, contentHashOf } from '../../rules/declaration/commitment.ts';
import type { Write } from '../../store/base/table.ts';
import { newTicket, type Ticket, ticketWrite } from '../../store/signatures.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';
import { loadOwn } from './own-application.ts';
import { openStep } from './save-page.ts';

/** R22: what the QR code points to; single use, short-lived, for this person, this declaration, this content. */
export async function createSigningTicket(
  deps: Pick<Deps, 'table' | 'applications' | 'plans' | 'newId'>,
  applicationId: string,
  { principal, now }: Asked,
): Promise<{ ticket: Ticket; writes: Write[] }> {
  const own = await loadOwn(deps, applicationId, principal, now);
  const { application, declaration, plan } = own;
  openStep(own, application.version, 'COMMITMENT');
  const letter = commitmentLetter(plan, {
    name: declaration.person?.name ?? application.applicantName,
    unit: application.unit.name,
  });
  const signs = { applicationId, personId: principal.id, contentHash: contentHashOf(declaration) };
  const ticket = newTicket(
    { ...letter, ...signs, ticketId: deps.newId() },
    plan.commitment.qrTtlSeconds,
    now,
  );
  return { ticket, writes: [ticketWrite(deps.table, ticket)] };
}
