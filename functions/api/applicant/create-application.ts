import { createApplication as act } from '../../../shared/acts/declaration/create-application.ts';
import { loadOwn, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { type ApiHandler, created } from '../../http.ts';

/** T1 马上申报. */
export const createApplication: ApiHandler<'create-application'> = (deps) => async (request) => {
  const { principal, now, ref, rememberRef } = request;
  if (ref !== undefined) {
    const own = await loadOwn(deps, ref, principal, now);
    return created(ownView(own), own.application.version);
  }
  const { own, event, writes } = await act(deps, request);
  await deps.table.transact([...writes, ...rememberRef(own.application.applicationId)]);
  return created(ownView(own, { event }), own.application.version);
};
