import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import { refuse } from '../../errors.ts';
import { stepCertificate } from '../../rules/certificate/certificate.ts';
import { find } from '../../rules/certificate/findings.ts';
import type { Write } from '../../store/base/table.ts';
import { certificateWrites, recordOf, type StoredCertificate } from '../../store/certificates.ts';
import type { Deps } from '../base/deps.ts';

interface Decision {
  actor: Actor;
  at: string;
  reason: string;
  documentNo: string;
}

interface Revocation {
  next: StoredCertificate;
  /** Whether this was the first of the two persons: nothing has changed for anybody who checks the certificate. */
  proposed: boolean;
  writes: Write[];
}

/**
 * L24: two persons of the bureau. The first one proposes; the second one revokes, register and application in one
 * transaction. A revoked certificate stays in the register for the integrity record.
 * @throws {ProblemError} CONFLICT, SEPARATION_OF_DUTIES, GUARD
 */
export async function revokeCertificate(
  deps: Pick<Deps, 'table' | 'applications' | 'plans'>,
  certificate: StoredCertificate,
  application: Application,
  decision: Decision,
): Promise<Revocation> {
  const { actor, at, reason, documentNo } = decision;
  const proposed = certificate.proposedRevocation;
  const event = { actor, at, reason, payload: { documentNo } };
  if (!proposed) {
    const { status: found } = certificate;
    if (found !== 'ACTIVE') refuse('CONFLICT', find('CERT_STATE', { rule: 'L24', found, allowed: 'ACTIVE' }));
    const next = { ...certificate, proposedRevocation: decision };
    const act = 'PROPOSE_REVOCATION';
    return { ...certificateWrites(deps.table, certificate, next, { act, ...event }), proposed: true };
  }
  const { next, writes } = certificateWrites(
    deps.table,
    certificate,
    revoked(certificate, proposed, decision),
    {
      act: 'REVOKE_CERTIFICATE',
      ...event,
    },
  );
  const context = await deps.plans.context(application.planCode, at);
  const act = { name: 'REVOKE', actor, reason, documentNo } as const;
  const prepared = deps.applications.prepare(application, act, context);
  return { next, proposed: false, writes: [...writes, ...prepared.writes] };
}

function revoked(
  before: StoredCertificate,
  proposed: { actor: Actor },
  { actor, at, reason, documentNo }: Decision,
): StoredCertificate {
  if (proposed.actor.id === actor.id) refuse('SEPARATION_OF_DUTIES', find('CERT_TWO_PERSONS'));
  const actors = [proposed.actor.id, actor.id];
  const step = stepCertificate(recordOf(before), { kind: 'REVOKE', reason, documentNo, actors }, at);
  if (!step.ok) refuse('GUARD', ...step.problems);
  const next: StoredCertificate = { ...before, status: step.value.status, proposedRevocation: undefined };
  if (step.value.revoked) next.revoked = { ...step.value.revoked };
  return next;
}
