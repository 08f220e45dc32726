import type { ResponseOf } from '../contracts/api/index.ts';
import { proposalHash } from '../rules/base/proposal.ts';
import type { StoredCertificate } from '../store/certificates.ts';

/** A certificate as the bureau sees it: what it says, and the revocation that waits for a second person (D26). */
export function certificateFile(stored: StoredCertificate): ResponseOf<'CertificateFile'> {
  const { certificateNo, status, name, qualification, specialty, documentNo } = stored;
  const proposed = stored.proposedRevocation;
  return {
    ...{ certificateNo, name, qualification, specialty, documentNo },
    status: status === 'ACTIVE' ? 'VALID' : status === 'REVOKED' ? 'REVOKED' : 'REPLACED',
    ...(proposed
      ? {
          proposed: {
            by: { id: proposed.actor.id, ...(proposed.actor.name ? { name: proposed.actor.name } : {}) },
            at: proposed.at,
            reason: proposed.reason,
            documentNo: proposed.documentNo,
            proposal: proposalHash(certificateNo, proposed),
          },
        }
      : {}),
  };
}
