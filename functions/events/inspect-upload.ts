import type { S3Event } from 'aws-lambda';
import type { Deps } from '../../shared/acts/base/deps.ts';
import { inspectUpload } from '../../shared/acts/files/inspect-upload.ts';

/**
 * ObjectCreated on the quarantine bucket. Events come more than once, late and out of order; one that throws is
 * retried.
 */
export function createUploadInspector(deps: Deps) {
  return async (event: S3Event): Promise<void> => {
    await deps.plans.refresh();
    for (const { s3 } of event.Records) {
      const { key, versionId, sequencer } = s3.object;
      await inspectUpload(deps, { key: decodedKey(key), versionId, sequencer });
    }
  };
}

/** Form-url-encoding, as S3's events have keys. */
function decodedKey(key: string): string {
  try {
    return decodeURIComponent(key.replaceAll('+', ' '));
  } catch {
    return '';
  }
}
