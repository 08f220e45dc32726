import type { AttachmentRules, FileKind } from '../../contracts/file-verdict.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { RuleId } from '../base/finding.ts';
import { find } from './findings.ts';
import { sniffFormat, sniffKind } from './formats.ts';
import { documentBytesFindings } from './upload-limits.ts';

export interface DocumentLook {
  /** What it is by its content, where that is a kind that is taken and its size allows a closer look. */
  readonly kind: FileKind | undefined;
  readonly findings: readonly Finding[];
}

const usualNames = { PDF: /\.pdf$/i, PNG: /\.png$/i, JPEG: /\.(jpe?g|jpe|jfif)$/i } as const;

/**
 * What the first bytes, the size and the name of a document tell, the same in the browser and after the upload: an attachment,
 * a proof, a letter. What lies deeper is for `shared/files`.
 * @param rule id quoted with the findings, after the purpose of the file
 */
export function lookAtDocument(
  bytes: Uint8Array,
  fileName: string | undefined,
  rules: Pick<AttachmentRules, 'maxBytes' | 'kinds'>,
  rule: RuleId,
): DocumentLook {
  const kind = sniffKind(bytes);
  const findings = documentBytesFindings(bytes.length, rules.maxBytes, rule);
  if (kind === 'OTHER' || !rules.kinds.includes(kind)) {
    const allowed = rules.kinds.join('、');
    const found = sniffFormat(bytes);
    const words = { found: found ?? { zh: '其他数据', en: 'other data' } };
    // An empty file is that, and no other kind.
    if (bytes.length > 0) findings.push(find('ATT_FORMAT', { rule, found: found ?? kind, allowed, words }));
    return { kind: undefined, findings };
  }
  const stopped = findings.length > 0;
  // Content decides (D4); a name that says otherwise is worth a remark.
  if (fileName !== undefined && !usualNames[kind].test(fileName))
    findings.push(find('ATT_NAME', { rule, found: fileName, allowed: kind }));
  return { kind: stopped ? undefined : kind, findings };
}
