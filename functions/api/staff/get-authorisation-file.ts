import { cleanLink } from '../../../shared/acts/files/read-file.ts';
import { requireUnitAtDesk } from '../../../shared/acts/people/authorisation.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { getFile } from '../../../shared/store/files.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const getAuthorisationFile: ApiHandler<'get-authorisation-file'> = (deps) => async (request) => {
  const { principal, params, now } = request;
  const unit = await requireUnitAtDesk(deps.table, params.uscc ?? '', principal, deps.plans.list());
  const fileId = unit.letter?.fileId ?? unit.authorisationFileId;
  const file = fileId ? await getFile(deps.table, fileId) : undefined;
  if (!file) throw new ProblemError('NOT_FOUND');
  return ok(await cleanLink(deps, file, { principal, now, purpose: `AUTHORISATION ${unit.uscc}` }));
};
