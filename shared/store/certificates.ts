import * as z from 'zod/mini';
import { type Actor, ActorSchema } from '../contracts/roles.ts';
import { type CertificateRecord, certificateStates } from '../rules/certificate/certificate.ts';
import { type AuditedChange, auditedWrites } from './base/audited.ts';
import { keys } from './base/keys.ts';
import type { Table, Write } from './base/table.ts';

/** The register of electronic certificates (R68, L24, V4): one aggregate a certificate, `CERT#<number>`. */

const Succession = z.object({ certificateNo: z.string(), at: z.string(), reason: z.string() });

export const CertificateSchema = z.object({
  certificateNo: z.string(),
  applicationId: z.string(),
  name: z.string(),
  qualification: z.string(),
  specialty: z.string(),
  level: z.string(),
  /** Civil date (C14). */
  qualificationDate: z.string(),
  /** D31. */
  titleDates: z.optional(z.object({ passedAt: z.optional(z.string()), issuedAt: z.string() })),
  documentNo: z.string(),
  issuedAt: z.string(),
  status: z.enum(certificateStates),
  /** SHA-256 of the photo that it prints: the file of R13. */
  photoSha256: z.string(),
  /** Object key of the PDF in the document bucket. */
  documentKey: z.string(),
  /** One person has proposed to revoke it; another one has to confirm (L24). */
  proposedRevocation: z.optional(
    z.object({ actor: ActorSchema, at: z.string(), reason: z.string(), documentNo: z.string() }),
  ),
  revoked: z.optional(
    z.object({ at: z.string(), documentNo: z.string(), reason: z.string(), recordUntil: z.string() }),
  ),
  successor: z.optional(Succession),
  version: z.number(),
  auditHash: z.string(),
});
export type StoredCertificate = z.infer<typeof CertificateSchema>;

/** What a new certificate is made of; it is in force from the moment it is stored. */
export type NewCertificate = Omit<
  StoredCertificate,
  'status' | 'proposedRevocation' | 'revoked' | 'successor' | 'version' | 'auditHash'
>;

export function getCertificate(table: Table, certificateNo: string): Promise<StoredCertificate | undefined> {
  return table.get(CertificateSchema, keys.certificate(certificateNo));
}

/** Writes that enter an ACTIVE certificate into the register; they fail if the number is taken. */
export function createCertificateWrites(
  table: Table,
  certificate: NewCertificate,
  actor: Actor,
  at: string,
): Write[] {
  const next: StoredCertificate = { ...certificate, status: 'ACTIVE', version: 0, auditHash: '' };
  const { certificateNo, applicationId, documentKey, photoSha256 } = certificate;
  const payload = { certificateNo, applicationId, documentKey, photoSha256 };
  return certificateWrites(table, undefined, next, { act: 'ISSUE_CERTIFICATE', actor, at, payload }).writes;
}

/** The record as the rules and the public check know it. */
export function recordOf(stored: StoredCertificate): CertificateRecord {
  const { certificateNo, status, name, qualification, level, specialty } = stored;
  const { qualificationDate, titleDates, documentNo, issuedAt, photoSha256, revoked, successor } = stored;
  return {
    certificateNo,
    status,
    name,
    qualification,
    level,
    specialty,
    qualificationDate,
    ...(titleDates ? { titleDates } : {}),
    documentNo,
    issuedAt,
    photoSha256,
    ...(revoked ? { revoked } : {}),
    ...(successor ? { successor } : {}),
  };
}

export function certificateWrites(
  table: Table,
  before: StoredCertificate | undefined,
  next: StoredCertificate,
  event: AuditedChange<StoredCertificate>['event'],
): { next: StoredCertificate; writes: Write[] } {
  return auditedWrites({
    tableName: table.name,
    key: keys.certificate(next.certificateNo),
    type: 'CERTIFICATE',
    before,
    next,
    event,
  });
}
