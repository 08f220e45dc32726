import { sealedByUnit } from '../../../shared/acts/desk/decide-unit.ts';
import { deskAnswer, loadDesk } from '../../../shared/acts/desk/desk-file.ts';
import { requireUnitApplication } from '../../../shared/acts/desk/unit-file.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { requireBoundUnit } from '../../../shared/store/units.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R61: the unit has checked and sealed both copies; their barcodes must be of the version and content in force (C16). */
export const sealForm: ApiHandler<'seal-form'> =
  (deps) =>
  async ({ principal, params, body, now, ref, rememberRef }) => {
    const unit = await requireBoundUnit(deps.table, principal.id);
    const application = await requireUnitApplication(deps, params.applicationId ?? '', unit.uscc);
    const actor = actorOf(principal);
    const loaded = await loadDesk(deps, application, now);
    if (ref !== undefined) return ok(deskAnswer(loaded, principal), application.version);
    const sealed = sealedByUnit(application, body, { actor, at: now });
    const { next, event, writes } = deps.applications.change(application, sealed, {
      act: 'PAPER_SEAL_UNIT',
      actor,
      at: now,
      from: application.stage,
      to: application.stage,
      ...(application.snapshotHash ? { snapshotHash: application.snapshotHash } : {}),
      payload: { formVersion: sealed.paper.formVersion, formHash: sealed.paper.formHash },
    });
    await deps.table.transact([...writes, ...rememberRef(next.applicationId)]);
    return ok(deskAnswer(loaded, principal, { application: next, event }), next.version);
  };
