import { deskAnswer, loadDesk } from '../../../shared/acts/desk/desk-file.ts';
import { requireUnitApplication } from '../../../shared/acts/desk/unit-file.ts';
import { sealForm as seal } from '../../../shared/acts/paper/seal-form.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { requireAuthorisedUnit } from '../../../shared/store/units.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const sealForm: ApiHandler<'seal-form'> =
  (deps) =>
  async ({ principal, params, body, now, ref, rememberRef }) => {
    const unit = await requireAuthorisedUnit(deps.table, principal.id, now);
    const application = await requireUnitApplication(deps, params.applicationId ?? '', unit.uscc);
    const loaded = await loadDesk(deps, application, now);
    if (ref !== undefined) return ok(deskAnswer(loaded, principal), application.version);
    const by = { actor: actorOf(principal), alsoAs: principal.alsoAs, at: now };
    const sealed = seal(deps, application, body, by);
    if (!sealed) {
      await deps.table.transact(rememberRef(application.applicationId));
      return ok(deskAnswer(loaded, principal), application.version);
    }
    const { next, event, writes } = sealed;
    await deps.table.transact([...writes, ...rememberRef(next.applicationId)]);
    return ok(deskAnswer(loaded, principal, { application: next, event }), next.version);
  };
