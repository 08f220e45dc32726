import * as z from 'zod/mini';
import { RoleSchema } from '../roles.ts';
import { identifier, line, personName, prose } from '../text.ts';
import { Count, Id } from './common.ts';

export const Report = z.object({
  reportId: z.string(),
  planCode: z.string(),
  publicityId: z.string(),
  title: z.string(),
  status: z.enum(['REPORTED', 'AUDITED', 'ISSUED']),
  applications: z.array(
    z.object({
      applicationId: z.string(),
      applicationNo: z.string(),
      name: z.string(),
      unit: z.string(),
      specialty: z.string(),
      sentBack: z.optional(z.string()),
    }),
  ),
  approvals: z.array(z.object({ role: RoleSchema, name: z.optional(z.string()), at: z.string() })),
  document: z.optional(z.object({ documentNo: z.string(), publishedAt: z.string() })),
  version: z.number(),
  batchId: z.optional(z.string()),
  createdAt: z.string(),
});
export const ReportList = z.object({ items: z.array(Report) });
export const ReportBody = z.object({ publicityId: Id, title: line(2, 120) });
export const ReportAuditBody = z.object({
  version: Count,
  approve: z.boolean(),
  sendBack: z.array(z.object({ applicationId: Id, reason: prose(2, 1000) })).check(z.maxLength(500)),
});
export const DocumentBody = z.object({ version: Count, documentNo: line(2, 80) });
export const RevocationBody = z.object({ reason: prose(4, 1000), documentNo: line(2, 80) });

/** V4: the number, and the name for the full answer. */
export const CertificateQuestion = z.object({
  certificateNo: identifier(1, 80),
  name: z.optional(personName(0)),
});
export const CertificateAnswer = z.object({
  status: z.enum(['VALID', 'REVOKED', 'REPLACED', 'NOT_FOUND']),
  certificateNo: z.string(),
  name: z.optional(z.string()),
  qualification: z.optional(z.string()),
  specialty: z.optional(z.string()),
  level: z.optional(z.string()),
  qualificationDate: z.optional(z.string()),
  documentNo: z.optional(z.string()),
  revokedAt: z.optional(z.string()),
});
