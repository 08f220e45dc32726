import * as z from 'zod/mini';
import { CountedWindow, PublicityProof } from '../calendar.ts';
import { limits } from '../limits.ts';
import { exact, fileName, identifier, line, personName, prose } from '../text.ts';
import { Count, Id, LeftOut } from './common.ts';

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
  status: z.enum(['PREPARED', 'OPEN', 'CLOSABLE', 'CLOSED', 'DISCARDED']),
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
  /** R66, C15: its own window is over, so that whoever is not held may be reported, whatever holds the others. */
  reportable: z.boolean(),
  /** Entries that cannot be listed now, with the reason (bulk acts report each item). */
  excluded: z.array(LeftOut),
  batchId: z.optional(z.string()),
});
/** D26: why a prepared list is not published. */
export const DiscardBody = z.object({ reason: prose(2, 500) });
/** The list as it was prepared, for whoever is to open or to discard it (D26). */
export const PreparedPublicity = z.object({
  publicityId: z.string(),
  title: z.string(),
  version: z.number(),
  entries: z.array(PublicityEntry),
});
export const OfficePublicityList = z.object({ items: z.array(OfficePublicity) });
export const ObjectionBody = z.object({
  applicationNo: identifier(1, 60),
  /** Real name and contact, or concrete leads (C15). */
  objectorName: z.optional(personName()),
  contact: z.optional(line(3, 120)),
  content: prose(10, 3000),
  /** Evidence that was uploaded for this publicity and accepted (D22); each file belongs to one objection. */
  fileIds: z.optional(z.array(Id).check(z.maxLength(limits.evidence))),
});
/** D22: a file to be sent with an objection; nobody needs to sign in for it. */
export const EvidenceBody = z.object({
  fileName: fileName(0, 200),
  contentType: z.optional(line(0, 200)),
  bytes: Count,
});
/** `receiptNo` is what the objector follows the matter by; it is told once. */
export const ObjectionReceipt = z.object({ id: z.string(), at: z.string(), receiptNo: z.string() });
/** D22: the receipt, and the name where one was given. */
export const ReceiptQuestion = z.object({
  receiptNo: identifier(1, 60),
  name: z.optional(personName(0)),
});
export const ReceiptAnswer = z.object({
  status: z.enum(['OPEN', 'CLEARED', 'UPHELD', 'CLOSED', 'NOT_FOUND']),
  receiptNo: z.string(),
  askedAt: z.string(),
  at: z.optional(z.string()),
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
      /** D22: evidence, under names of ours. */
      files: z.array(z.object({ fileId: z.string(), fileName: z.string(), bytes: z.number() })),
      proposedBy: z.optional(z.string()),
      proposedByName: z.optional(z.string()),
      /** What the first person found, and the mark of the proposal (D26). */
      finding: z.optional(z.string()),
      proposal: z.optional(z.string()),
    }),
  ),
});
export const ObjectionDecisionBody = z.object({
  turn: Count,
  decision: z.enum(['CLEAR', 'PROPOSE_UPHOLD', 'UPHOLD', 'REFUSE_UPHOLD']),
  /** Upholding confirms the finding of the first person, and needs none of its own (D26). */
  finding: z.optional(prose(2, 2000)),
  /** The mark of the proposal that is upheld or refused. */
  proposal: z.optional(exact(1, 80)),
  entryCorrected: z.optional(z.boolean()),
  heard: z.optional(z.boolean()),
});
