import { ProblemError } from '../../shared/errors.ts';
import { requireUnitAtDesk } from '../../shared/store/views/authorisations.ts';
import { readableFile } from '../../shared/store/views/file-link.ts';
import { type ApiHandler, ok } from '../http.ts';

export const getAuthorisationFile: ApiHandler<'get-authorisation-file'> = (deps) => async (request) => {
  const { principal, params, now } = request;
  const unit = await requireUnitAtDesk(deps.table, params.uscc ?? '', principal, deps.plans.list());
  if (!unit.authorisationFileId) throw new ProblemError('NOT_FOUND');
  return ok(
    await readableFile(deps, unit.authorisationFileId, {
      reader: principal,
      at: now,
      readId: deps.newId(),
      purpose: `AUTHORISATION ${unit.uscc}`,
    }),
  );
};
