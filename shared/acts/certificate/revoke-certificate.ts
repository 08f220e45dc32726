import type { Application } from '../../contracts/application.ts';
import type { Actor } from '../../contracts/roles.ts';
import { ProblemError, refusal } from '../../errors.ts';
import { stepCertificate } from '../../rules/certificate/certificate.ts';
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
    requireActive(certificate);
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
  if (proposed.actor.id === actor.id) {
    throw refusal('SEPARATION_OF_DUTIES', {
      code: 'CERT_TWO_PERSONS',
      rule: 'L24',
      zh: '撤销证书须由两人办理，您已提出，请另一人确认。',
      en: 'Two persons revoke a certificate; you proposed it, another one confirms.',
    });
  }
  const actors = [proposed.actor.id, actor.id];
  const step = stepCertificate(recordOf(before), { kind: 'REVOKE', reason, documentNo, actors }, at);
  if (!step.ok) throw new ProblemError('GUARD', step.problems);
  const next: StoredCertificate = { ...before, status: step.value.status, proposedRevocation: undefined };
  if (step.value.revoked) next.revoked = { ...step.value.revoked };
  return next;
}

function requireActive({ status }: StoredCertificate): void {
  if (status === 'ACTIVE') return;
  throw refusal('CONFLICT', {
    code: 'CERT_STATE',
    rule: 'L24',
    zh: '只有有效的证书可以撤销。',
    en: 'Only a certificate in force can be revoked.',
    found: status,
    allowed: 'ACTIVE',
  });
}
