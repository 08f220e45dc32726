import { loadOwn, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** An own application with everything about it; somebody else's is not found. */
export const getApplication: ApiHandler<'get-application'> =
  (deps) =>
  async ({ principal, params, now }) => {
    const own = await loadOwn(deps, params.applicationId ?? '', principal, now);
    return ok(ownView(own), own.application.version);
  };
