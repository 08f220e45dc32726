import { requireDesk } from '../../shared/domain/desk-scope.ts';
import { ProblemError } from '../../shared/errors.ts';
import { filesOfSnapshot } from '../../shared/store/views/desk.ts';
import { readableFile } from '../../shared/store/views/file-link.ts';
import { type ApiHandler, ok } from '../http.ts';

/** Only what was submitted, only from the clean bucket, and never unseen (V5). */
export const getDeskFile: ApiHandler<'get-desk-file'> = (deps) => async (request) => {
  const { applicationId = '', fileId = '' } = request.params;
  const application = await deps.applications.require(applicationId);
  requireDesk(request.principal, application);
  const files = await filesOfSnapshot(deps, application);
  if (!files.includes(fileId)) throw new ProblemError('NOT_FOUND');
  return ok(
    await readableFile(deps, fileId, {
      reader: request.principal,
      at: request.now,
      readId: deps.newId(),
      purpose: `${application.stage} ${application.turn}`,
      applicationId,
    }),
  );
};
