import type { BodyOf } from '../../contracts/api/index.ts';
import { defaultAttachmentRules } from '../../contracts/file-verdict.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { sizeBeside, sizeOf } from '../base/bytes.ts';
import type { RuleId } from '../base/finding.ts';
import { find, purposeRules } from './findings.ts';
import { photoBytesFindings } from './photo.ts';
import { most, photoLimits } from './photo-limits.ts';

/**
 * What may be uploaded for which purpose, as far as it can be told before the bytes are there (R17, R41). Name and
 * declared type have no say (D4, D13): the content alone decides, after the upload, by the same findings.
 */

export type Upload = BodyOf<'UploadBody'>;

export interface UploadLimits {
  /** Inclusive; goes into the upload's policy. */
  readonly maxBytes: number;
}

/** All findings that the size allows, together. */
export function uploadLimits(upload: Upload, plan: Plan | undefined): Outcome<UploadLimits> {
  const field = '/bytes';
  const bytes = Math.trunc(upload.bytes);
  if (upload.purpose === 'PHOTO') {
    if (!plan) return { ok: false, problems: [find('PLAN_REQUIRED', { field: '/planCode' })] };
    return outcome(photoBytesFindings(bytes, plan.photo, field), most(photoLimits(plan.photo).bytes.high));
  }
  const document = plan?.attachments.documents.find((d) => d.code === upload.documentCode);
  const maxBytes = document?.maxBytes ?? defaultAttachmentRules.maxBytes;
  const unknown =
    plan && upload.documentCode && !document
      ? [find('ATT_UNKNOWN', { field: '/documentCode', found: upload.documentCode })]
      : [];
  const size = documentBytesFindings(bytes, maxBytes, purposeRules[upload.purpose], field);
  return outcome([...unknown, ...size], maxBytes);
}

function outcome(problems: readonly Finding[], maxBytes: number): Outcome<UploadLimits> {
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: { maxBytes }, advice: [] };
}

/** Whether a document has content, and no more than it may. */
export function documentBytesFindings(
  found: number,
  allowed: number,
  rule: RuleId,
  field?: string,
): Finding[] {
  if (found <= 0) return [find('ATT_EMPTY', { rule, field, found, allowed: '> 0' })];
  if (found <= allowed) return [];
  return [find('ATT_BYTES_HIGH', { rule, field, found, allowed, words: sizeWords(found, allowed) })];
}

/** The same of a file that is there, against what the plan says of a document. */
export const fileBytesFinding = (field: string, found: number, allowed: number): Finding =>
  find('ATT_FILE_BYTES', { field, found, allowed, words: sizeWords(found, allowed) });

const sizeWords = (found: number, allowed: number) => ({
  size: sizeBeside(found, allowed),
  limit: sizeOf(allowed),
});
