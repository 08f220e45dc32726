import { requireTurn } from '../../../shared/acts/base/stale.ts';
import { loadOwn, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const requestReopening: ApiHandler<'request-reopening'> =
  (deps) =>
  async ({ principal, params, body, now, ref, rememberRef }) => {
    const own = await loadOwn(deps, params.applicationId ?? '', principal, now);
    if (ref !== undefined) return ok(ownView(own), own.application.version);
    requireTurn(own.application, body.turn);
    const act = { name: 'REQUEST_REOPENING', actor: actorOf(principal), reason: body.reason } as const;
    const { next, event, writes } = deps.applications.prepare(own.application, act, own);
    await deps.table.transact([...writes, ...rememberRef(next.applicationId)]);
    return ok(ownView(own, { application: next, event }), next.version);
  };
