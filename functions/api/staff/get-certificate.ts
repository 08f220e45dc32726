import { ProblemError } from '../../../shared/errors.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { getCertificate as stored } from '../../../shared/store/certificates.ts';
import { certificateFile } from '../../../shared/views/certificates.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D26: the second person sees what the first one proposed, before anything is confirmed. */
export const getCertificate: ApiHandler<'get-certificate'> = (deps) => async (request) => {
  const certificate = await stored(deps.table, request.params.certificateNo ?? '');
  if (!certificate) throw new ProblemError('NOT_FOUND');
  const application = await deps.applications.require(certificate.applicationId);
  requirePlanScope(request.principal, application.planCode);
  return ok(certificateFile(certificate), certificate.version);
};
