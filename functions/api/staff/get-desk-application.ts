import { deskAnswer, loadDesk } from '../../../shared/acts/desk/desk-file.ts';
import { requireDesk } from '../../../shared/rules/desk/scope.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const getDeskApplication: ApiHandler<'get-desk-application'> = (deps) => async (request) => {
  const application = await deps.applications.require(request.params.applicationId ?? '');
  requireDesk(request.principal, application);
  const loaded = await loadDesk(deps, application, request.now);
  return ok(deskAnswer(loaded, request.principal), application.version);
};
