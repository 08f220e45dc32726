import { createHash } from 'node:crypto';
import { createUploadInspector } from '../../functions/events/inspect-upload.ts';
import type { Deps } from '../../shared/acts/base/deps.ts';
import type { Random } from '../../shared/rules/dryrun/random.ts';
import { cleanKey, fileIdOfUpload, getFile, verdictWrites } from '../../shared/store/files.ts';
import type { openObjects } from './cloud.ts';
import type { Scheduler } from './scheduler.ts';
import type { Faults } from './world.ts';

/** The quarantine bucket's door and its trigger. Bytes that were judged once, for the same purpose and name, are not judged again. */
export interface Uploads {
  /** Posts the form of an upload ticket. */
  post(ticket: { fields: Record<string, string> }, bytes: Uint8Array): void;
}

export function createUploads(given: {
  deps: Deps;
  scheduler: Scheduler;
  objects: ReturnType<typeof openObjects>;
  random: Random;
  faults: Faults;
}): Uploads {
  const { deps, scheduler, objects, random, faults } = given;
  const inspect = createUploadInspector(deps);
  /** By what decides a verdict: a file that was judged so before. */
  const judged = new Map<string, string>();

  const again = async (fileId: string, sample: string, versionId: string, sequencer: string) => {
    const [file, twin] = [await getFile(deps.table, fileId), await getFile(deps.table, sample)];
    if (!file || !twin?.verdict || file.status !== 'AWAITED') return;
    const { verdict } = twin;
    if (verdict.status === 'ACCEPTED') {
      const { bytes, contentType = '' } = await deps.clean.get(cleanKey(sample));
      await deps.clean.claim(cleanKey(fileId), bytes, contentType, versionId);
    }
    const found = { verdict, objectVersion: versionId, sequencer, cleanKey: cleanKey(fileId) };
    // Delivered twice at once: the other one has recorded it.
    await deps.table.transact(verdictWrites(deps.table, file, found, deps.now())).catch(() => undefined);
  };

  return {
    post({ fields }, bytes) {
      const key = fields.key ?? '';
      const contentType = fields['Content-Type'];
      const { versionId, sequencer } = objects.put('quarantine', key, { bytes, contentType, metadata: {} });
      const fileId = fileIdOfUpload(key) ?? '';
      const hash = createHash('sha256').update(bytes).digest('hex');
      const copies = random.chance(faults.repeat) ? random.int(2, 3) : 1;
      for (let copy = 0; copy < copies; copy += 1)
        scheduler.in(
          0.2 + random.next() * 3,
          'upload',
          async () => {
            const file = await getFile(deps.table, fileId);
            if (!file) return;
            const kind = [hash, file.purpose, file.contentType, file.planCode, file.documentCode].join();
            const sample = judged.get(kind);
            if (sample && sample !== fileId) return again(fileId, sample, versionId, sequencer);
            await inspect({ Records: [{ s3: { object: { key, versionId, sequencer } } }] } as never);
            judged.set(kind, fileId);
          },
          true,
        );
    },
  };
}
