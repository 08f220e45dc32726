import { requireTurn } from '../../../shared/acts/base/stale.ts';
import { loadOwn, ownView, requireEditable } from '../../../shared/acts/declaration/own-application.ts';
import { submitWrites } from '../../../shared/acts/declaration/submit-application.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R58, T3, T14: freezes the snapshot and the route and opens the review; everything missing is named at once. */
export const submitApplication: ApiHandler<'submit-application'> =
  (deps) =>
  async ({ principal, params, body, now, ref, rememberRef }) => {
    const own = await loadOwn(deps, params.applicationId ?? '', principal.id, now);
    if (ref !== undefined) return ok(ownView(own), own.application.version);
    requireTurn(own.application, body.turn);
    requireEditable(own.application);
    const { prepared, writes } = await submitWrites(deps, own, {
      contentHash: body.contentHash,
      actor: actorOf(principal),
    });
    const { next: application, event } = prepared;
    await deps.table.transact([...writes, ...rememberRef(application.applicationId)]);
    return ok(ownView(own, { application, event }), application.version);
  };
