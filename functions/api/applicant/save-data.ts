import {
  draftWrites,
  followUnit,
  loadOwn,
  openStep,
  ownView,
} from '../../../shared/acts/declaration/own-application.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** Page 3 (R25–R36): saved as it is, what is still amiss comes back with it. A draft follows the profile's unit (R58). */
export const saveData: ApiHandler<'save-data'> =
  (deps) =>
  async ({ principal, params, body, version, now }) => {
    const loaded = await loadOwn(deps, params.applicationId ?? '', principal.id, now);
    openStep(loaded, version, 'DATA');
    const own = await followUnit(deps, loaded);
    const declaration = { ...own.declaration, data: body };
    const { prepared, writes } = draftWrites(deps, own, declaration, {
      act: 'SAVE_DATA',
      actor: actorOf(principal),
      ...(own.unit !== loaded.unit && own.unit ? { unit: { uscc: own.unit.uscc, name: own.unit.name } } : {}),
    });
    await deps.table.transact(writes);
    const { next: application, event } = prepared;
    return ok(ownView(own, { application, event, declaration }), application.version);
  };
