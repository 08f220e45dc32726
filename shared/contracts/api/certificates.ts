import * as z from 'zod/mini';
import { Bilingual } from '../finding.ts';
import { exact, identifier, line, personName, prose } from '../text.ts';
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
      /** Where the entry stands (rules/certificate/report), who has audited it in this round, its document. */
      state: z.enum(['REPORTING', 'WAITING', 'SENT_BACK', 'AUDITED', 'ISSUED', 'GONE']),
      round: z.number(),
      audited: z.array(z.string()),
      sentBack: z.optional(z.string()),
      documentNo: z.optional(z.string()),
    }),
  ),
  /** Who audits: the plan's list, in the order of their seals. */
  authorities: z.array(z.object({ code: z.string(), name: Bilingual })),
  /** Which of them the reader audits for. */
  acting: z.optional(z.string()),
  approvals: z.array(
    z.object({
      /** Code of the authority that approved; `name` is its person's. */
      authority: z.string(),
      name: z.optional(z.string()),
      at: z.string(),
      count: z.optional(z.number()),
    }),
  ),
  /** Every document that the report has ended in, oldest first (D25). */
  documents: z.array(z.object({ documentNo: z.string(), publishedAt: z.string(), count: z.number() })),
  version: z.number(),
  batchId: z.optional(z.string()),
  createdAt: z.string(),
});
export const ReportList = z.object({ items: z.array(Report) });
export const ReportBody = z.object({ publicityId: Id, title: line(2, 120) });
export const ReportAuditBody = z.object({
  version: Count,
  approve: z.boolean(),
  /** The entries that were on the screen: no other one is approved. Without it, all that wait for this authority. */
  applicationIds: z.optional(z.array(Id).check(z.maxLength(500))),
  sendBack: z.array(z.object({ applicationId: Id, reason: prose(2, 1000) })).check(z.maxLength(500)),
});
export const DocumentBody = z.object({ version: Count, documentNo: line(2, 80) });
/**
 * T44, D26: reason and number of the decision make a proposal. With `proposal`, the mark of the one that stands, it is
 * confirmed as it is, or refused with a reason of its own.
 */
export const RevocationBody = z.object({
  reason: z.optional(prose(4, 1000)),
  documentNo: z.optional(line(2, 80)),
  proposal: z.optional(exact(1, 80)),
  refuse: z.optional(z.boolean()),
});

/** A certificate as the bureau sees it, with what one person has proposed and another one confirms or refuses (D26). */
export const CertificateFile = z.object({
  certificateNo: z.string(),
  status: z.enum(['VALID', 'REVOKED', 'REPLACED']),
  name: z.string(),
  qualification: z.string(),
  specialty: z.string(),
  documentNo: z.string(),
  proposed: z.optional(
    z.object({
      by: z.object({ id: z.string(), name: z.optional(z.string()) }),
      at: z.string(),
      reason: z.string(),
      documentNo: z.string(),
      proposal: z.string(),
    }),
  ),
});

/** V4: number and name, as they stand on the certificate. */
export const CertificateQuestion = z.object({ certificateNo: identifier(1, 80), name: personName() });
export const CertificateAnswer = z.object({
  status: z.enum(['VALID', 'REVOKED', 'REPLACED', 'NOT_FOUND']),
  certificateNo: z.string(),
  askedAt: z.string(),
  name: z.optional(z.string()),
  qualification: z.optional(z.string()),
  specialty: z.optional(z.string()),
  level: z.optional(z.string()),
  qualificationDate: z.optional(z.string()),
  /** D31: the day of the vote, and that of the document. */
  passedAt: z.optional(z.string()),
  documentDate: z.optional(z.string()),
  documentNo: z.optional(z.string()),
  revokedAt: z.optional(z.string()),
});
