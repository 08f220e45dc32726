import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { uploadLimits } from '../../../shared/rules/files/upload-limits.ts';
import { createFileWrites, uploadKey } from '../../../shared/store/files.ts';
import { type ApiHandler, created } from '../../http.ts';

/**
 * R13, R41: a presigned POST into the quarantine bucket. What size and declared type can tell is told before the ticket;
 * the content decides after it. The name that the person's file has stays in the table: no key, no metadata carries it.
 */
export const createUpload: ApiHandler<'create-upload'> =
  (deps) =>
  async ({ principal, body, now, remember }) => {
    const plan = body.planCode ? deps.plans.get(body.planCode) : undefined;
    const limits = uploadLimits(body, plan);
    if (!limits.ok) throw new ProblemError('INVALID', limits.problems);
    const fileId = deps.newId();
    const { maxBytes, contentType } = limits.value;
    const form = await deps.quarantine.uploadForm({
      key: uploadKey(fileId),
      contentType,
      maxBytes,
      metadata: {},
      now,
    });
    const { purpose, fileName, planCode, documentCode } = body;
    const file = {
      fileId,
      ownerId: principal.id,
      purpose,
      fileName,
      contentType,
      planCode,
      documentCode,
      maxBytes,
    };
    const writes = createFileWrites(deps.table, { ...file, createdAt: now }, actorOf(principal));
    const answer = created({ fileId, ...form });
    await deps.table.transact([...writes, ...remember(answer)]);
    return answer;
  };
