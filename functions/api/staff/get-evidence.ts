import { cleanLink } from '../../../shared/acts/files/read-file.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { evidenceName } from '../../../shared/rules/publicity/objection.ts';
import { getFile } from '../../../shared/store/files.ts';
import { requireObjection } from '../../../shared/store/objections.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D22, V5: evidence of an objection, for the office alone; who reads it is kept. */
export const getEvidence: ApiHandler<'get-evidence'> = (deps) => async (request) => {
  const { principal, params, now } = request;
  const {
    objectionId,
    planCode,
    fileIds = [],
  } = await requireObjection(deps.table, params.objectionId ?? '');
  requirePlanScope(principal, planCode);
  const place = fileIds.indexOf(params.fileId ?? '');
  const file = place < 0 ? undefined : await getFile(deps.table, params.fileId ?? '');
  if (!file) throw new ProblemError('NOT_FOUND');
  const named = { ...file, fileName: evidenceName(place) };
  return ok(await cleanLink(deps, named, { principal, now, purpose: `OBJECTION ${objectionId}` }));
};
