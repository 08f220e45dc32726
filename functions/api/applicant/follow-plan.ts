import { followPlan as act } from '../../../shared/acts/declaration/follow-plan.ts';
import { loadOwn, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D30: a draft goes by the newest version of its plan; its applicant has read what that changes. */
export const followPlan: ApiHandler<'follow-plan'> = (deps) => async (request) => {
  const { principal, params, body, now, ref, rememberRef } = request;
  const own = await loadOwn(deps, params.applicationId ?? '', principal, now);
  if (ref !== undefined) return ok(ownView(own), own.application.version);
  const { next, event, declaration, writes } = act(deps, own, { principal, ...body });
  await deps.table.transact([...writes, ...rememberRef(next.applicationId)]);
  return ok(ownView(own, { application: next, event, declaration }), next.version);
};
