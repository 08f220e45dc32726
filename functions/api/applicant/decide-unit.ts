import { requireTurn } from '../../../shared/acts/base/stale.ts';
import { unitAct } from '../../../shared/acts/desk/decide-unit.ts';
import { deskAnswer, loadDesk } from '../../../shared/acts/desk/desk-file.ts';
import { requireUnitApplication } from '../../../shared/acts/desk/unit-file.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { requireBoundUnit } from '../../../shared/store/units.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** T5, T6, T7, T13 (R58, L9, L11): the unit recommends, closes its publicity, rejects or returns; never its own (C1). */
export const decideUnit: ApiHandler<'decide-unit'> =
  (deps) =>
  async ({ principal, params, body, now, ref, rememberRef }) => {
    const unit = await requireBoundUnit(deps.table, principal.id);
    const application = await requireUnitApplication(deps, params.applicationId ?? '', unit.uscc);
    const loaded = await loadDesk(deps, application, now);
    if (ref !== undefined) return ok(deskAnswer(loaded, principal), application.version);
    requireTurn(application, body.turn);
    const act = unitAct(body, actorOf(principal), loaded);
    const prepared = deps.applications.prepare(application, act, { ...loaded, alsoAs: principal.alsoAs });
    const { next, event, writes } = prepared;
    await deps.table.transact([...writes, ...rememberRef(next.applicationId)]);
    return ok(deskAnswer(loaded, principal, { application: next, event }), next.version);
  };
