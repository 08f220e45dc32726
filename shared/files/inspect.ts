import {
  type AttachmentRules,
  defaultAttachmentRules,
  type FileFacts,
  type FilePurpose,
  type FileVerdict,
} from '../contracts/file-verdict.ts';
import type { Finding } from '../contracts/finding.ts';
import type { PhotoRules } from '../contracts/photo.ts';
import { asAdvice } from '../rules/base/finding.ts';
import { lookAtDocument } from '../rules/files/document.ts';
import { find, purposeRules } from '../rules/files/findings.ts';
import { sniffKind } from '../rules/files/formats.ts';
import { inspectPdf } from './inspect-pdf.ts';
import { inspectPhoto, type PhotoInspection, sha256Hex } from './inspect-photo.ts';
import { inspectScan } from './inspect-scan.ts';
import type { Scanner, ScanResult } from './scan/scanner.ts';

/** An uploaded file as the trigger hands it over. `limits` come from the plan. */
export interface UploadToInspect {
  readonly purpose: FilePurpose;
  readonly bytes: Uint8Array;
  /** What the browser said; has no say in the verdict beyond remarks (D4). */
  readonly declared: { readonly fileName?: string; readonly contentType?: string };
  readonly limits: { readonly photo: PhotoRules; readonly attachments?: AttachmentRules };
  readonly scanner: Scanner;
}

/** The verdict, and the copy that readers get in place of the original (D3): only when accepted, of a PDF only when it differs. */
export interface Inspection extends FileVerdict {
  readonly cleaned?: Uint8Array<ArrayBuffer>;
}

/**
 * Inspects an upload by its bytes: scanned for malware, then held to the rules of its purpose. All findings at
 * once; never throws. A scan that FAILED refuses the file with `facts.scan` telling so: the trigger may try again.
 */
export async function inspectUpload(upload: UploadToInspect): Promise<Inspection> {
  const { purpose, bytes, declared } = upload;
  const scan = await scanSafely(upload.scanner, bytes);
  const inspected =
    purpose === 'PHOTO'
      ? await inspectPhoto(bytes, { ...declared, limits: upload.limits.photo })
      : await inspectAttachment(upload);
  // Of a picture everything but its pixels stays behind; of a PDF only what follows its end.
  const redrawn = inspected.cleaned !== undefined && inspected.facts.kind !== 'PDF';
  const findings = [...inspected.findings, ...scanFindings(purpose, scan, redrawn)];
  const accepted = findings.every((finding) => finding.severity !== 'error');
  const { cleaned: cleanedFacts, ...facts } = inspected.facts;
  return {
    purpose,
    status: accepted ? 'ACCEPTED' : 'REFUSED',
    findings,
    facts: {
      ...facts,
      scan: scan.status,
      ...(scan.signature !== undefined && { signature: scan.signature }),
      ...(accepted && cleanedFacts && { cleaned: cleanedFacts }),
    },
    ...(accepted && inspected.cleaned && { cleaned: inspected.cleaned }),
  };
}

type Inspected = Pick<PhotoInspection, 'findings' | 'facts' | 'cleaned'>;

async function inspectAttachment(upload: UploadToInspect): Promise<Inspected> {
  const { bytes, purpose } = upload;
  const rule = purposeRules[purpose];
  const rules = upload.limits.attachments ?? defaultAttachmentRules;
  const facts = { bytes: bytes.length, sha256: sha256Hex(bytes), kind: sniffKind(bytes) };
  const { kind, findings: seen } = lookAtDocument(bytes, upload.declared.fileName, rules, rule);
  if (kind === 'PDF') {
    const { findings, pages, cleaned } = await inspectPdf(bytes, rules, rule);
    return withCopy({ ...facts, ...(pages !== undefined && { pages }) }, [...findings, ...seen], cleaned);
  }
  if (kind !== 'JPEG' && kind !== 'PNG') return { facts, findings: seen };
  const picture = await inspectScan(bytes, kind, rules, rule);
  return withCopy({ ...facts, ...picture.facts }, [...picture.findings, ...seen], picture.cleaned);
}

function withCopy(
  facts: FileFacts,
  findings: readonly Finding[],
  cleaned: Uint8Array<ArrayBuffer> | undefined,
): Inspected {
  const copy = cleaned && { cleaned: { bytes: cleaned.length, sha256: sha256Hex(cleaned) } };
  return { facts: { ...facts, ...copy }, findings, ...(cleaned && { cleaned }) };
}

async function scanSafely(scanner: Scanner, bytes: Uint8Array): Promise<ScanResult> {
  try {
    return await scanner.scan(bytes);
  } catch {
    return { status: 'FAILED' };
  }
}

/** R57: only what is scanned clean goes on. A picture with a cleaned copy may carry what no scanner can open (D3). */
function scanFindings(purpose: FilePurpose, scan: ScanResult, hasCleaned: boolean): Finding[] {
  if (scan.status === 'CLEAN') return [];
  const words = {
    INFECTED: {
      zh: `检测到恶意内容（${scan.signature ?? '未知'}），文件已隔离`,
      en: `malicious content was found (${scan.signature ?? 'unknown'}), the file stays in quarantine`,
    },
    UNSUPPORTED: {
      zh: '含有无法查毒的部分（加密或过大的压缩内容）',
      en: 'it has parts that cannot be scanned (encrypted or oversized archives)',
    },
    FAILED: { zh: '查毒未能完成，请重新上传', en: 'the malware scan did not finish, upload it again' },
  }[scan.status];
  const finding = find(purpose === 'PHOTO' ? 'PHOTO_NOT_CLEAN' : 'ATT_NOT_CLEAN', {
    found: scan.signature ?? scan.status,
    allowed: 'CLEAN',
    words: { found: words },
  });
  return [scan.status === 'UNSUPPORTED' && hasCleaned ? asAdvice(finding) : finding];
}
