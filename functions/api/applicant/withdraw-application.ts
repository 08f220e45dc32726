import { loadOwn, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { withdrawApplication as act } from '../../../shared/acts/declaration/withdraw-application.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** C11: withdrawn, or asked to. */
export const withdrawApplication: ApiHandler<'withdraw-application'> = (deps) => async (request) => {
  const { principal, params, now, ref, rememberRef } = request;
  const own = await loadOwn(deps, params.applicationId ?? '', principal, now);
  if (ref !== undefined) return ok(ownView(own), own.application.version);
  const { next, event, writes } = act(deps, own, request);
  await deps.table.transact([...writes, ...rememberRef(next.applicationId)]);
  return ok(ownView(own, { application: next, event }), next.version);
};
