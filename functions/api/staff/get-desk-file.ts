import { filesOfSnapshot } from '../../../shared/acts/desk/desk-file.ts';
import { requireReadable } from '../../../shared/acts/desk/readable.ts';
import { cleanLink } from '../../../shared/acts/files/read-file.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { getFile } from '../../../shared/store/files.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** Only what was submitted, only from the clean bucket, and never unseen (V5). */
export const getDeskFile: ApiHandler<'get-desk-file'> = (deps) => async (request) => {
  const { applicationId = '', fileId = '' } = request.params;
  const { principal, now } = request;
  const application = await requireReadable(deps, applicationId, principal);
  const files = await filesOfSnapshot(deps, application);
  const file = files.includes(fileId) ? await getFile(deps.table, fileId) : undefined;
  if (!file) throw new ProblemError('NOT_FOUND');
  const purpose = `${application.stage} ${application.turn}`;
  return ok(await cleanLink(deps, file, { principal, now, purpose, applicationId }));
};
