import { loadOwn, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { confirmFiling as confirm } from '../../../shared/acts/paper/confirm-filing.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const confirmFiling: ApiHandler<'confirm-filing'> =
  (deps) =>
  async ({ principal, params, now, ref, rememberRef }) => {
    const own = await loadOwn(deps, params.applicationId ?? '', principal, now);
    if (ref !== undefined) return ok(ownView(own), own.application.version);
    const { next, event, writes } = confirm(deps, own, { actor: actorOf(principal), at: now });
    await deps.table.transact([...writes, ...rememberRef(next.applicationId)]);
    return ok(ownView(own, { application: next, event }), next.version);
  };
