import type { FilePurpose } from '../../contracts/file-verdict.ts';
import type { Bilingual, Finding } from '../../contracts/finding.ts';

/** The rule that makes a file of each purpose necessary; quoted with findings that no other rule explains. */
export const purposeRules: Readonly<Record<FilePurpose, string>> = {
  PHOTO: 'R14',
  ATTACHMENT: 'R57',
  ARCHIVE: 'R3',
  AUTHORISATION: 'R8',
  SIGNATURE: 'R23',
};

/** What is wrong with an attachment, by stable code. */
export type AttachmentCode =
  | 'ATT_FORMAT'
  | 'ATT_EMPTY'
  | 'ATT_BYTES_HIGH'
  | 'ATT_PIXELS_HIGH'
  | 'ATT_ENCRYPTED'
  | 'ATT_ACTIVE_CONTENT'
  | 'ATT_UNREADABLE'
  | 'ATT_NOT_CLEAN'
  | 'ATT_PAGES'
  | 'ATT_TRAILING'
  | 'ATT_NAME';

interface Details {
  readonly found?: string | number;
  readonly allowed?: string | number;
}

/** A finding that stops the file. */
export const refusal = (
  code: AttachmentCode,
  rule: string,
  message: Bilingual,
  details: Details = {},
): Finding => ({
  code,
  rule,
  ...details,
  message,
  severity: 'error',
});

/** A finding that is shown to the person and the reviewer and stops nothing. */
export const advice = (
  code: AttachmentCode,
  rule: string,
  message: Bilingual,
  details: Details = {},
): Finding => ({
  code,
  rule,
  ...details,
  message,
  severity: 'advice',
});

/** 「1 234 567 字节」 style numbers for people. */
export const grouped = (n: number): string => n.toString().replace(/\B(?=(\d{3})+$)/g, ' ');
