import type { BodyOf } from '../../contracts/api/index.ts';
import { contentTypes } from '../../contracts/file-verdict.ts';
import { actorOf } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { uploadLimits } from '../../rules/files/upload-limits.ts';
import { createFileWrites, uploadKey } from '../../store/files.ts';
import type { Asked } from '../base/asked.ts';
import type { Deps } from '../base/deps.ts';

/** Type of whatever lies in quarantine. */
const UNJUDGED = contentTypes.OTHER;

/**
 * R13, R41: a presigned POST into the quarantine bucket. What the size can tell is told before the ticket; the content
 * decides after it. Name and declared type of the person's file stay in the table: no key, no metadata carries them.
 */
export async function createUpload(
  { table, plans, quarantine, newId }: Pick<Deps, 'table' | 'plans' | 'quarantine' | 'newId'>,
  { principal, body, now }: Asked<BodyOf<'UploadBody'>>,
) {
  const { planCode, planVersion: asked } = body;
  const plan =
    planCode === undefined
      ? undefined
      : asked === undefined
        ? plans.get(planCode)
        : plans.version(planCode, asked);
  const limits = uploadLimits(body, plan);
  if (!limits.ok) throw new ProblemError('INVALID', limits.problems);
  const fileId = newId();
  const { maxBytes } = limits.value;
  const form = await quarantine.uploadForm({
    key: uploadKey(fileId),
    contentType: UNJUDGED,
    maxBytes,
    metadata: {},
    now,
  });
  const { purpose, fileName, contentType = '', documentCode } = body;
  const planVersion = plan?.version;
  const writes = createFileWrites(
    table,
    {
      ...{
        fileId,
        ownerId: principal.id,
        purpose,
        fileName,
        contentType,
        planCode,
        planVersion,
        documentCode,
      },
      ...{ maxBytes, createdAt: now },
    },
    actorOf(principal),
  );
  return { ticket: { fileId, ...form }, writes };
}
