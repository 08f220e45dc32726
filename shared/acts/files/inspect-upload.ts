import { contentTypes, defaultAttachmentRules, type FileVerdict } from '../../contracts/file-verdict.ts';
import { type Inspection, inspectUpload as inspectBytes, type UploadToInspect } from '../../files/inspect.ts';
import { embeddedScanner } from '../../files/scan/embedded.ts';
import { tagScanner } from '../../files/scan/tags.ts';
import { log } from '../../log.ts';
import { isMissingObject, ObjectTooLarge } from '../../ports/objects.ts';
import { purposeRules } from '../../rules/files/findings.ts';
import { photoBytesFindings } from '../../rules/files/photo.ts';
import { documentBytesFindings } from '../../rules/files/upload-limits.ts';
import { TransactionRefused } from '../../store/base/table.ts';
import {
  awaitsVerdict,
  cleanKey,
  type FileRecord,
  fileIdOfUpload,
  getFile,
  verdictWrites,
} from '../../store/files.ts';
import type { Deps } from '../base/deps.ts';

type InspectDeps = Pick<Deps, 'env' | 'table' | 'plans' | 'quarantine' | 'clean' | 'now'>;

/** One version of an object in the quarantine bucket. */
export interface Upload {
  key: string;
  versionId: string | undefined;
  sequencer: string | undefined;
}

/**
 * The bytes of that very version are judged (R16–R19, R57, D1–D5), readers' copy is stored, then the verdict is
 * recorded. What is found done is left, and a copy once stored is never replaced by another upload's.
 * @throws {Error} when the scan did not finish: to be tried again
 */
export async function inspectUpload(deps: InspectDeps, upload: Upload): Promise<void> {
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

type Judged = Inspection & { original: Uint8Array };

async function judged(deps: InspectDeps, file: FileRecord, upload: Upload): Promise<Judged | undefined> {
  let original: Uint8Array;
  try {
    // The upload's policy bounds it too; one byte more is read of no object, whoever put it there.
    ({ bytes: original } = await deps.quarantine.get(upload.key, upload.versionId, file.maxBytes));
  } catch (error) {
    if (error instanceof ObjectTooLarge) return tooLarge(deps, file, error.bytes);
    if (isMissingObject(error)) return undefined;
    throw error;
  }
  const { fileName, contentType } = file;
  const inspection = await inspectBytes({
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
function limitsOf(deps: InspectDeps, file: FileRecord): UploadToInspect['limits'] {
  const { planCode, planVersion } = file;
  const plan = planCode ? deps.plans.of({ planCode, planVersion }) : undefined;
  const photo = (plan ?? deps.plans.list()[0])?.photo;
  if (!photo) throw new Error('no plan is offered');
  const document = plan?.attachments.documents.find((d) => d.code === file.documentCode);
  const kinds = document?.files ?? defaultAttachmentRules.kinds;
  return { photo, attachments: { ...defaultAttachmentRules, maxBytes: file.maxBytes, kinds } };
}

function tooLarge(deps: InspectDeps, file: FileRecord, bytes: number): Judged {
  const { purpose, maxBytes } = file;
  const findings =
    purpose === 'PHOTO'
      ? photoBytesFindings(bytes, limitsOf(deps, file).photo)
      : documentBytesFindings(bytes, maxBytes, purposeRules[purpose]);
  return {
    purpose,
    status: 'REFUSED',
    findings,
    facts: { bytes, sha256: '', kind: 'OTHER' },
    original: new Uint8Array(),
  };
}

/** D3: what readers get, stored before anybody is told that it is there. */
function publish(
  deps: InspectDeps,
  file: FileRecord,
  copy: Uint8Array,
  verdict: FileVerdict,
  source: string,
): Promise<boolean> {
  return deps.clean.claim(cleanKey(file.fileId), copy, contentTypes[verdict.facts.kind], source);
}

async function record(
  deps: InspectDeps,
  file: FileRecord,
  upload: Upload,
  verdict: FileVerdict,
): Promise<void> {
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
