import type { BodyOf } from '../../contracts/api/index.ts';
import { defaultAttachmentRules } from '../../contracts/file-verdict.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { find } from './findings.ts';
import { bytesWords } from './photo.ts';

/** What may be uploaded for which purpose, as far as it can be told before the bytes are there (R16, R17, R41). */

export type Upload = BodyOf<'UploadBody'>;

export interface UploadLimits {
  /** Inclusive; goes into the upload's policy. */
  readonly maxBytes: number;
  readonly contentType: string;
}

const kindOf: Record<string, string> = {
  'image/jpeg': 'JPEG',
  'image/jpg': 'JPEG',
  'image/pjpeg': 'JPEG',
  'image/png': 'PNG',
  'application/pdf': 'PDF',
};

/** All findings that the size and the declared type allow; the content itself is judged after the upload. */
export function uploadLimits(upload: Upload, plan: Plan | undefined): Outcome<UploadLimits> {
  const problems: Finding[] = [];
  const field = '/bytes';
  const bytes = Math.trunc(upload.bytes);
  const done = (maxBytes: number): Outcome<UploadLimits> =>
    problems.length > 0
      ? { ok: false, problems }
      : { ok: true, value: { maxBytes, contentType: upload.contentType.toLowerCase() }, advice: [] };
  const kind = kindOf[upload.contentType.toLowerCase()];

  if (upload.purpose === 'PHOTO') {
    if (!plan) return { ok: false, problems: [find('PLAN_REQUIRED', { field: '/planCode' })] };
    const { gt, lt } = plan.photo.bytes;
    const words = bytesWords(plan.photo, bytes);
    if (bytes <= gt) problems.push(find('PHOTO_BYTES_LOW', { field, found: bytes, allowed: gt, words }));
    if (bytes >= lt) problems.push(find('PHOTO_BYTES_HIGH', { field, found: bytes, allowed: lt, words }));
    if (kind !== 'JPEG')
      problems.push(
        find('PHOTO_FORMAT', { field: '/contentType', found: upload.contentType, allowed: 'image/jpeg' }),
      );
    return done(lt - 1);
  }
  const document = plan?.attachments.documents.find((d) => d.code === upload.documentCode);
  if (plan && upload.documentCode && !document)
    problems.push(find('ATT_UNKNOWN', { field: '/documentCode', found: upload.documentCode }));
  const { maxBytes, files } = document ?? {
    maxBytes: defaultAttachmentRules.maxBytes,
    files: defaultAttachmentRules.kinds,
  };
  if (bytes <= 0) problems.push(find('FILE_EMPTY', { field, found: bytes, allowed: '> 0' }));
  if (bytes > maxBytes) problems.push(find('ATT_FILE_BYTES', { field, found: bytes, allowed: maxBytes }));
  if (!files.some((f) => f === kind)) {
    problems.push(
      find('ATT_FILE_KIND', { field: '/contentType', found: upload.contentType, allowed: files.join(', ') }),
    );
  }
  return done(maxBytes);
}
