import * as z from 'zod/mini';
import { CountedWindow, PublicityProof } from '../calendar.ts';
import { identifier, line, personName, prose } from '../text.ts';
import { Count, Findings, Id } from './common.ts';

export const PublicityBody = z.object({
  kind: z.enum(['PRE', 'RESULT']),
  planCode: Id,
  title: line(2, 120),
  applicationIds: z.array(Id).check(z.minLength(1), z.maxLength(2000)),
});
export const PublicityEntry = z.object({
  applicationId: z.optional(z.string()),
  applicationNo: z.string(),
  name: z.string(),
  unit: z.string(),
  title: z.string(),
  specialty: z.string(),
  level: z.string(),
  mode: z.string(),
  status: z.enum(['LISTED', 'OBJECTED', 'CLEARED', 'UPHELD', 'REMOVED']),
});
const PublicityHead = z.object({
  publicityId: z.string(),
  kind: z.enum(['PRE', 'RESULT']),
  planCode: z.string(),
  planName: z.string(),
  title: z.string(),
  status: z.enum(['PREPARED', 'OPEN', 'CLOSABLE', 'CLOSED']),
  count: z.number(),
  window: z.optional(CountedWindow),
  publishedAt: z.optional(z.string()),
});
export const PublicityList = z.object({ items: z.array(PublicityHead) });
export const PublicityDocument = z.object({
  ...PublicityHead.shape,
  entries: z.array(PublicityEntry),
  proof: z.optional(PublicityProof),
  /** Proofs of earlier closes of the same list, when a corrected entry opened a window of its own (T24, T34). */
  earlierProofs: z.optional(z.array(PublicityProof)),
  office: z.object({ name: z.string(), phone: z.string(), address: z.string() }),
});
export const OfficePublicity = z.object({
  ...PublicityHead.shape,
  version: z.number(),
  preparedBy: z.object({ id: z.string(), name: z.optional(z.string()) }),
  openedBy: z.optional(z.object({ id: z.string(), name: z.optional(z.string()) })),
  applicationIds: z.array(z.string()),
  /** Entries that cannot be listed now, with the reason (bulk acts report each item). */
  excluded: z.array(z.object({ applicationId: z.string(), findings: Findings })),
  batchId: z.optional(z.string()),
});
export const OfficePublicityList = z.object({ items: z.array(OfficePublicity) });
export const ObjectionBody = z.object({
  applicationNo: identifier(1, 60),
  /** Real name and contact, or concrete leads (C15). */
  objectorName: z.optional(personName()),
  contact: z.optional(line(3, 120)),
  content: prose(10, 3000),
});
export const ObjectionQueue = z.object({
  items: z.array(
    z.object({
      objectionId: z.string(),
      publicityId: z.string(),
      applicationId: z.string(),
      applicationNo: z.string(),
      applicantName: z.string(),
      content: z.string(),
      objectorName: z.optional(z.string()),
      contact: z.optional(z.string()),
      status: z.string(),
      at: z.string(),
      turn: z.number(),
      proposedBy: z.optional(z.string()),
    }),
  ),
});
export const ObjectionDecisionBody = z.object({
  turn: Count,
  decision: z.enum(['CLEAR', 'PROPOSE_UPHOLD', 'UPHOLD']),
  finding: prose(2, 2000),
  entryCorrected: z.optional(z.boolean()),
  heard: z.optional(z.boolean()),
});
