import type { Application } from '../../contracts/application.ts';
import type { Declaration } from '../../contracts/declaration.ts';
import { DocumentError } from '../../documents/document-error.ts';
import { ProblemError } from '../../errors.ts';
import { canonicalHash } from '../../rules/base/canonical-json.ts';
import { sha256Hex } from '../../rules/base/sha256.ts';
import type { ApplicationStore } from '../../store/applications.ts';
import { getFile } from '../../store/files.ts';
import type { Deps } from '../base/deps.ts';

/** What documents are printed from: checked against the hashes that the application carries. */

/**
 * The snapshot that the application's hash names. Re-opening a payment begins a revision without a new snapshot, so
 * that the newest one may belong to an earlier revision.
 * @throws {ProblemError} NOT_FOUND when none has that hash
 */
export async function submittedSnapshot(
  applications: Pick<ApplicationStore, 'snapshotOf'>,
  application: Application,
): Promise<Declaration> {
  for (let revision = application.revision; revision > 0; revision -= 1) {
    const snapshot = await found(applications.snapshotOf({ ...application, revision }));
    if (snapshot && canonicalHash(snapshot) === application.snapshotHash) return snapshot;
  }
  throw new ProblemError('NOT_FOUND');
}

async function found<T>(looked: Promise<T>): Promise<T | undefined> {
  try {
    return await looked;
  } catch (error) {
    if (error instanceof ProblemError && error.code === 'NOT_FOUND') return undefined;
    throw error;
  }
}

/**
 * R13: the cleaned copy of the very photo that was declared; its record has the hash of the original, and the copy the
 * hash that was recorded when it was made.
 * @throws {DocumentError} DOCUMENT_IMAGE_INVALID when either differs
 */
export async function declaredPhoto(
  deps: Pick<Deps, 'table' | 'clean'>,
  { photo }: Application,
): Promise<Uint8Array> {
  const file = photo && (await getFile(deps.table, photo.fileId));
  const facts = file?.verdict?.facts;
  if (!file?.cleanKey || facts?.sha256 !== photo?.sha256) throw otherPhoto();
  const { bytes } = await deps.clean.get(file.cleanKey);
  if (sha256Hex(bytes) !== facts?.cleaned?.sha256) throw otherPhoto();
  return bytes;
}

function otherPhoto(): DocumentError {
  return new DocumentError('DOCUMENT_IMAGE_INVALID', 'not the photo that was declared', {
    fields: ['photo'],
  });
}
