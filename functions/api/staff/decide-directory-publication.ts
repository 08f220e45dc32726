import {
  decideDirectoryPublication as decide,
  directoryVersionAnswer,
  requireDirectoryVersion,
} from '../../../shared/acts/directory/directory-versions.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** G3, D26: one person proposes, another one confirms the very same; it counts from its day on. */
export const decideDirectoryPublication: ApiHandler<'decide-directory-publication'> =
  (deps) => async (request) => {
    const { principal, params, ref, rememberRef, now } = request;
    if (ref !== undefined) {
      const record = await requireDirectoryVersion(deps, principal, params);
      return ok(await directoryVersionAnswer(deps, record, now), record.version);
    }
    const { next, writes } = await decide(deps, params, request);
    await deps.table.transact([...writes, ...rememberRef(String(next.directoryVersion))]);
    await deps.plans.refresh();
    return ok(await directoryVersionAnswer(deps, next, now), next.version);
  };
