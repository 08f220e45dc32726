import type { BodyOf } from '../../contracts/api/index.ts';
import { actorOf } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { uploadLimits } from '../../rules/files/upload-limits.ts';
import { createFileWrites, uploadKey } from '../../store/files.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';

/**
 * R13, R41: a presigned POST into the quarantine bucket. What size and declared type can tell is told before the ticket;
 * the content decides after it. The name that the person's file has stays in the table: no key, no metadata carries it.
 */
export async function createUpload(
  { table, plans, quarantine, newId }: Pick<Deps, 'table' | 'plans' | 'quarantine' | 'newId'>,
  { principal, body, now }: Asked<BodyOf<'UploadBody'>>,
) {
  const limits = uploadLimits(body, body.planCode ? plans.get(body.planCode) : undefined);
  if (!limits.ok) throw new ProblemError('INVALID', limits.problems);
  const fileId = newId();
  const form = await quarantine.uploadForm({ key: uploadKey(fileId), ...limits.value, metadata: {}, now });
  const { purpose, fileName, planCode, documentCode } = body;
  const writes = createFileWrites(
    table,
    {
      ...{ fileId, ownerId: principal.id, purpose, fileName, planCode, documentCode, createdAt: now },
      ...limits.value,
    },
    actorOf(principal),
  );
  return { ticket: { fileId, ...form }, writes };
}
