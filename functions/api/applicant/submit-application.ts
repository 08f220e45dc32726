import { loadOwn, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { submitApplication as act } from '../../../shared/acts/declaration/submit-application.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R58, T3, T14: freezes the snapshot and the route and opens the review; everything missing is named at once. */
export const submitApplication: ApiHandler<'submit-application'> = (deps) => async (request) => {
  const { principal, params, now, ref, rememberRef } = request;
  const own = await loadOwn(deps, params.applicationId ?? '', principal, now);
  if (ref !== undefined) return ok(ownView(own), own.application.version);
  const { next, event, writes } = await act(deps, own, request);
  await deps.table.transact([...writes, ...rememberRef(next.applicationId)]);
  return ok(ownView(own, { application: next, event }), next.version);
};
