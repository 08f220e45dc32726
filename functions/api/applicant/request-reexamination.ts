import { requestReexamination as ask } from '../../../shared/acts/application/request-reexamination.ts';
import { requireTurn } from '../../../shared/acts/base/stale.ts';
import { loadOwn, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const requestReexamination: ApiHandler<'request-reexamination'> =
  (deps) =>
  async ({ principal, params, body, now, ref, rememberRef }) => {
    const own = await loadOwn(deps, params.applicationId ?? '', principal, now);
    if (ref !== undefined) return ok(ownView(own), own.application.version);
    requireTurn(own.application, body.turn);
    const asked = ask(deps, own, { actor: actorOf(principal), reason: body.reason });
    const { next, event, writes } = asked;
    await deps.table.transact([...writes, ...rememberRef(next.applicationId)]);
    return ok(ownView(own, { application: next, event }), next.version);
  };
