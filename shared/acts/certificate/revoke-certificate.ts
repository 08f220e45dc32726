import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { find as shared } from '../../rules/base/findings.ts';
import { isPerson, type Person } from '../../rules/base/person.ts';
import { checkProposal } from '../../rules/base/proposal.ts';
import { stepCertificate } from '../../rules/certificate/certificate.ts';
import { find } from '../../rules/certificate/findings.ts';
import type { Write } from '../../store/base/table.ts';
import { certificateWrites, recordOf, type StoredCertificate } from '../../store/certificates.ts';
import type { Deps } from '../base/deps.ts';

type Proposed = NonNullable<StoredCertificate['proposedRevocation']>;

interface Decision {
  actor: Actor;
  /** The other accounts of the same natural person (D29). */
  alsoAs?: readonly string[] | undefined;
  at: string;
  reason?: string | undefined;
  documentNo?: string | undefined;
  proposal?: string | undefined;
  refuse?: boolean | undefined;
}

interface Revocation {
  next: StoredCertificate;
  /** Whether the certificate is in force as before: a proposal, or a proposal refused. */
  pending: boolean;
  writes: Write[];
}

const personIn = ({ actor, alsoAs }: Decision): Person => ({ id: actor.id, alsoAs });

type RevocationDeps = Pick<Deps, 'table' | 'applications' | 'plans'>;

/**
 * L24, D26: two persons of the bureau. The first one proposes; the second one confirms just that, register and
 * application in one transaction, or refuses it. A revoked certificate stays in the register for the integrity record.
 * @throws {ProblemError} INVALID, CONFLICT, SEPARATION_OF_DUTIES, GUARD
 */
export async function revokeCertificate(
  deps: RevocationDeps,
  certificate: StoredCertificate,
  application: Application,
  decision: Decision,
): Promise<Revocation> {
  const { status: found, proposedRevocation: proposed } = certificate;
  if (found !== 'ACTIVE') refuse('CONFLICT', find('CERT_STATE', { rule: 'L24', found, allowed: 'ACTIVE' }));
  if (!proposed) return propose(deps, certificate, decision);
  if (decision.proposal === undefined && !isPerson(personIn(decision), proposed.actor.id))
    refuse('CONFLICT', shared('PROPOSAL_STANDS'));
  if (decision.refuse) return refuseRevocation(deps, certificate, proposed, decision);
  return confirm(deps, certificate, proposed, application, decision);
}

function propose({ table }: RevocationDeps, certificate: StoredCertificate, decision: Decision): Revocation {
  const { actor, at, reason, documentNo, proposal } = decision;
  if (proposal !== undefined) refuse('CONFLICT', shared('PROPOSAL_NONE', { field: '/proposal' }));
  const missing = [
    ...(reason ? [] : [find('CERT_REASON', { field: '/reason' })]),
    ...(documentNo ? [] : [find('CERT_DOCUMENT_NO', { field: '/documentNo' })]),
  ];
  if (!reason || !documentNo) refuse('INVALID', ...missing);
  const next = { ...certificate, proposedRevocation: { actor, at, reason, documentNo } };
  const event = { act: 'PROPOSE_REVOCATION', actor, at, reason, payload: { documentNo } };
  return { ...certificateWrites(table, certificate, next, event), pending: true };
}

/** The second person's no, or the first one's taking it back; a change is a new proposal. */
function refuseRevocation(
  { table }: RevocationDeps,
  certificate: StoredCertificate,
  proposed: Proposed,
  { actor, at, reason, proposal }: Decision,
): Revocation {
  const differs = checkProposal(certificate.certificateNo, proposed, { proposal });
  if (differs.length > 0) refuse('CONFLICT', ...differs);
  if (!reason) refuse('INVALID', find('CERT_REASON', { field: '/reason' }));
  const next = { ...certificate, proposedRevocation: undefined };
  const event = { act: 'REFUSE_REVOCATION', actor, at, reason, payload: { proposal } };
  return { ...certificateWrites(table, certificate, next, event), pending: true };
}

async function confirm(
  deps: RevocationDeps,
  certificate: StoredCertificate,
  proposed: Proposed,
  application: Application,
  decision: Decision,
): Promise<Revocation> {
  const { actor, alsoAs, at, proposal, reason, documentNo } = decision;
  if (isPerson(personIn(decision), proposed.actor.id))
    refuse('SEPARATION_OF_DUTIES', find('CERT_TWO_PERSONS'));
  const differs = checkProposal(certificate.certificateNo, proposed, { proposal, reason, documentNo });
  if (differs.length > 0) refuse('CONFLICT', ...differs);
  const stands = { reason: proposed.reason, documentNo: proposed.documentNo };
  const { next, writes } = certificateWrites(
    deps.table,
    certificate,
    revoked(certificate, [proposed.actor.id, actor.id], stands, at),
    {
      act: 'REVOKE_CERTIFICATE',
      actor,
      at,
      reason: stands.reason,
      payload: { documentNo: stands.documentNo, proposal },
    },
  );
  const context = await deps.plans.contextOf(application, at);
  const prepared = deps.applications.prepare(
    application,
    { name: 'REVOKE', actor, ...stands },
    { ...context, alsoAs },
  );
  return { next, pending: false, writes: [...writes, ...prepared.writes] };
}

function revoked(
  before: StoredCertificate,
  actors: [string, string],
  stands: { reason: string; documentNo: string },
  at: string,
): StoredCertificate {
  const step = stepCertificate(recordOf(before), { kind: 'REVOKE', ...stands, actors }, at);
  if (!step.ok) refuse('GUARD', ...step.problems);
  const next: StoredCertificate = { ...before, status: step.value.status, proposedRevocation: undefined };
  if (step.value.revoked) next.revoked = { ...step.value.revoked };
  return next;
}
