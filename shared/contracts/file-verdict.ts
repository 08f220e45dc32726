import * as z from 'zod/mini';
import { Finding } from './finding.ts';
import { limits } from './limits.ts';

/** What an uploaded file is for; decides which rules it is held to. */
export const filePurposes = ['PHOTO', 'ATTACHMENT', 'ARCHIVE', 'AUTHORISATION', 'EVIDENCE'] as const;
export const FilePurpose = z.enum(filePurposes);
export type FilePurpose = z.infer<typeof FilePurpose>;

/** What a file is by its bytes; its name and declared type have no say. */
export const fileKinds = ['JPEG', 'PNG', 'PDF', 'OTHER'] as const;
export const FileKind = z.enum(fileKinds);
export type FileKind = z.infer<typeof FileKind>;
/** What readers are told that it is. */
export const contentTypes: Readonly<Record<FileKind, string>> = {
  JPEG: 'image/jpeg',
  PNG: 'image/png',
  PDF: 'application/pdf',
  OTHER: 'application/octet-stream',
};

/** Answers of a malware scan, as GuardDuty gives them (an infected file is its THREATS_FOUND). */
export const scanStatuses = ['CLEAN', 'INFECTED', 'UNSUPPORTED', 'FAILED'] as const;
export const ScanStatus = z.enum(scanStatuses);
export type ScanStatus = z.infer<typeof ScanStatus>;

/** Bounds of an attachment. Bytes and pixels are inclusive maxima; `pagesAdvised` only leads to advice. */
export const AttachmentRules = z.object({
  maxBytes: z.number(),
  maxPixels: z.number(),
  pagesAdvised: z.number(),
  kinds: z.array(z.enum(['PDF', 'JPEG', 'PNG'])),
});
export type AttachmentRules = z.infer<typeof AttachmentRules>;

/** Used where a plan says nothing: the source document gives no bounds for attachments (CONV). */
export const defaultAttachmentRules: AttachmentRules = {
  maxBytes: limits.attachmentBytes,
  maxPixels: 50_000_000,
  pagesAdvised: 60,
  kinds: ['PDF', 'JPEG', 'PNG'],
};

/** What was measured on a file. Pixels are after EXIF orientation (R18); hashes are lower-case hex SHA-256. */
export const FileFacts = z.object({
  bytes: z.number(),
  /** Of the original, as uploaded (R13). */
  sha256: z.string(),
  kind: FileKind,
  width: z.optional(z.number()),
  height: z.optional(z.number()),
  /** EXIF orientation 1–8; 1 when there is none (D5). */
  orientation: z.optional(z.number()),
  colour: z.optional(z.enum(['RGB', 'GREY', 'CMYK'])),
  pages: z.optional(z.number()),
  /** Share of border samples that are white, in thousandths (R15, advisory). */
  whiteBorderPermille: z.optional(z.number()),
  scan: z.optional(ScanStatus),
  signature: z.optional(z.string()),
  /** Of the cleaned copy, the only one that readers get (D3). */
  cleaned: z.optional(z.object({ bytes: z.number(), sha256: z.string() })),
});
export type FileFacts = z.infer<typeof FileFacts>;

/** The verdict on one uploaded file: all findings at once. `REFUSED` when one of them is an error. */
export const FileVerdict = z.object({
  purpose: FilePurpose,
  status: z.enum(['ACCEPTED', 'REFUSED']),
  findings: z.array(Finding),
  facts: FileFacts,
});
export type FileVerdict = z.infer<typeof FileVerdict>;
