import { deskAnswer, loadDesk } from '../../../shared/acts/desk/desk-file.ts';
import { requireReadable } from '../../../shared/acts/desk/readable.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const getDeskApplication: ApiHandler<'get-desk-application'> = (deps) => async (request) => {
  const { params, principal } = request;
  const application = await requireReadable(deps, params.applicationId ?? '', principal);
  const loaded = await loadDesk(deps, application, request.now);
  return ok(deskAnswer(loaded, principal), application.version);
};
