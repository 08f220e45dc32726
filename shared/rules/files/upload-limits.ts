import type { BodyOf } from '../../contracts/api/index.ts';
import { defaultAttachmentRules } from '../../contracts/file-verdict.ts';
import type { Finding, Outcome } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { findingTable } from '../base/finding.ts';

/** What may be uploaded for which purpose, as far as it can be told before the bytes are there (R16, R17, R41). */

export type Upload = BodyOf<'UploadBody'>;

export interface UploadLimits {
  /** Inclusive; goes into the upload's policy. */
  readonly maxBytes: number;
  readonly contentType: string;
}

const find = findingTable({
  PHOTO_BYTES_LOW: {
    rule: 'R17',
    zh: '照片文件应大于 {allowed} 字节，所选文件为 {found} 字节',
    en: 'The photo must have more than {allowed} bytes; this file has {found}',
  },
  PHOTO_BYTES_HIGH: {
    rule: 'R17',
    zh: '照片文件应小于 {allowed} 字节，所选文件为 {found} 字节',
    en: 'The photo must have fewer than {allowed} bytes; this file has {found}',
  },
  PHOTO_FORMAT: {
    rule: 'R16',
    zh: '照片应为 JPG 或 JPEG 格式，所选文件为 {found}',
    en: 'The photo must be JPG or JPEG; this file is {found}',
  },
  ATT_FILE_BYTES: {
    rule: 'R41',
    zh: '文件不得超过 {allowed} 字节，所选文件为 {found} 字节',
    en: 'The file may have {allowed} bytes at most; this one has {found}',
  },
  ATT_FILE_KIND: {
    rule: 'R41',
    zh: '可上传的格式为 {allowed}，所选文件为 {found}',
    en: 'Upload {allowed}; this file is {found}',
  },
  ATT_UNKNOWN: {
    rule: 'R41',
    zh: '本计划没有编号为 {found} 的附件',
    en: 'This plan has no attachment {found}',
  },
  PLAN_REQUIRED: {
    rule: 'R13',
    zh: '请注明照片用于哪个申报计划',
    en: 'Please say for which plan the photo is',
  },
  FILE_EMPTY: { rule: 'R41', zh: '文件是空的', en: 'The file is empty' },
  PURPOSE_UNUSED: {
    rule: 'R22',
    zh: '签名在签署页面手写，无需上传文件',
    en: 'Signatures are drawn on the signing page, not uploaded',
  },
});

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

  if (upload.purpose === 'SIGNATURE')
    return { ok: false, problems: [find('PURPOSE_UNUSED', { field: '/purpose' })] };
  if (upload.purpose === 'PHOTO') {
    if (!plan) return { ok: false, problems: [find('PLAN_REQUIRED', { field: '/planCode' })] };
    const { gt, lt } = plan.photo.bytes;
    if (bytes <= gt) problems.push(find('PHOTO_BYTES_LOW', { field, found: bytes, allowed: gt }));
    if (bytes >= lt) problems.push(find('PHOTO_BYTES_HIGH', { field, found: bytes, allowed: lt }));
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
