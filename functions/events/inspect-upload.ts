import type { S3Event, S3EventRecord } from 'aws-lambda';
import type { Deps } from '../../shared/acts/base/deps.ts';
import { defaultAttachmentRules, type FileVerdict } from '../../shared/contracts/file-verdict.ts';
import { type Inspection, inspectUpload, type UploadToInspect } from '../../shared/files/inspect.ts';
import { embeddedScanner } from '../../shared/files/scan/embedded.ts';
import { tagScanner } from '../../shared/files/scan/tags.ts';
import { log } from '../../shared/log.ts';
import { isMissingObject, ObjectTooLarge } from '../../shared/ports/objects.ts';
import { TransactionRefused } from '../../shared/store/base/table.ts';
import {
  awaitsVerdict,
  cleanKey,
  type FileRecord,
  fileIdOfUpload,
  getFile,
  verdictWrites,
} from '../../shared/store/files.ts';

/**
 * ObjectCreated on the quarantine bucket: the bytes of that very version are judged (R16–R19, R57, D1–D5), readers'
 * copy is stored, then the verdict is recorded. Events come more than once, late and out of order: what is found done is
 * left, and a copy once stored is never replaced by another upload's. A scan that did not finish throws, to be retried.
 */
export function createUploadInspector(deps: Deps) {
  return async (event: S3Event): Promise<void> => {
    for (const record of event.Records) await inspect(deps, record);
  };
}

interface Upload {
  key: string;
  versionId: string | undefined;
  sequencer: string | undefined;
}

async function inspect(deps: Deps, { s3 }: S3EventRecord): Promise<void> {
  const upload: Upload = {
    key: decodedKey(s3.object.key),
    versionId: s3.object.versionId,
    sequencer: s3.object.sequencer,
  };
  const fileId = fileIdOfUpload(upload.key);
  log.begin({ fileId, versionId: upload.versionId, sequencer: upload.sequencer });
  const file = fileId && (await getFile(deps.table, fileId));
  if (!file) return log.warn('upload without a record: ignored');
  if (!awaitsVerdict(file, upload.sequencer))
    return log.info('upload ignored', { status: file.status, inspected: file.objectVersion });
  const inspection = await judged(deps, file, upload);
  if (!inspection) return log.warn('the upload is gone: ignored');
  if (inspection.facts.scan === 'FAILED') throw new Error('the malware scan did not finish');
  const { cleaned, original, ...verdict } = inspection;
  const source = upload.versionId ?? verdict.facts.sha256;
  if (verdict.status === 'ACCEPTED' && !(await publish(deps, file, cleaned ?? original, verdict, source)))
    return log.warn('another upload to the same key was first: ignored');
  await record(deps, file, upload, verdict);
  const findings = verdict.findings.map((f) => f.code);
  log.info('inspected', { purpose: file.purpose, status: verdict.status, findings });
}

/** Form-url-encoding, as S3's events have keys. */
function decodedKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return '';
  }
}

type Judged = Inspection & { original: Uint8Array };

async function judged(deps: Deps, file: FileRecord, upload: Upload): Promise<Judged | undefined> {
  let original: Uint8Array;
  try {
    // The upload's policy bounds it too; one byte more is read of no object, whoever put it there.
    ({ bytes: original } = await deps.quarantine.get(upload.key, upload.versionId, file.maxBytes));
  } catch (error) {
    if (error instanceof ObjectTooLarge) return tooLarge(file, error.bytes);
    if (isMissingObject(error)) return undefined;
    throw error;
  }
  const { fileName, contentType } = file;
  const inspection = await inspectUpload({
    purpose: file.purpose,
    bytes: original,
    declared: { fileName, contentType },
    limits: limitsOf(deps, file),
    scanner:
      deps.env.SCANNER_ADAPTER === 'guardduty'
        ? tagScanner(() => deps.quarantine.tags(upload.key, upload.versionId))
        : embeddedScanner,
  });
  return { ...inspection, original };
}

/** The plan's rules for a photo; for a document its size and kinds, with the platform's bounds of pixels and pages. */
function limitsOf(deps: Deps, file: FileRecord): UploadToInspect['limits'] {
  const plan = file.planCode ? deps.plans.get(file.planCode) : undefined;
  const photo = (plan ?? deps.plans.list()[0])?.photo;
  if (!photo) throw new Error('no plan is offered');
  const document = plan?.attachments.documents.find((d) => d.code === file.documentCode);
  const kinds = document?.files ?? defaultAttachmentRules.kinds;
  return { photo, attachments: { ...defaultAttachmentRules, maxBytes: file.maxBytes, kinds } };
}

function tooLarge(file: FileRecord, bytes: number): Judged {
  const photo = file.purpose === 'PHOTO';
  return {
    purpose: file.purpose,
    status: 'REFUSED',
    findings: [
      {
        code: photo ? 'PHOTO_BYTES_HIGH' : 'ATT_BYTES_HIGH',
        rule: photo ? 'R17' : 'R57',
        found: bytes,
        allowed: file.maxBytes,
        severity: 'error',
        message: {
          zh: `文件为 ${bytes} 字节，最大 ${file.maxBytes} 字节`,
          en: `${bytes} bytes; at most ${file.maxBytes}`,
        },
      },
    ],
    facts: { bytes, sha256: '', kind: 'OTHER' },
    original: new Uint8Array(),
  };
}

const contentTypes = {
  JPEG: 'image/jpeg',
  PNG: 'image/png',
  PDF: 'application/pdf',
  OTHER: 'application/octet-stream',
} as const;

/** D3: what readers get, stored before anybody is told that it is there. */
function publish(
  deps: Deps,
  file: FileRecord,
  copy: Uint8Array,
  verdict: FileVerdict,
  source: string,
): Promise<boolean> {
  return deps.clean.claim(cleanKey(file.fileId), copy, contentTypes[verdict.facts.kind], source);
}

async function record(deps: Deps, file: FileRecord, upload: Upload, verdict: FileVerdict): Promise<void> {
  const found = {
    verdict,
    objectVersion: upload.versionId,
    sequencer: upload.sequencer,
    cleanKey: cleanKey(file.fileId),
  };
  try {
    await deps.table.transact(verdictWrites(deps.table, file, found, deps.now()));
  } catch (error) {
    if (!(error instanceof TransactionRefused)) throw error;
    // The same event, delivered twice at once: the other one has recorded it. Anything else is tried again.
    const now = await getFile(deps.table, file.fileId);
    if (now?.objectVersion !== upload.versionId) throw error;
  }
}
