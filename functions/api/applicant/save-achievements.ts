import { achievementsOf } from '../../../shared/acts/declaration/draft-content.ts';
import { draftWrites, loadOwn, openStep, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** Page 4 (R6, R37–R39): only approved versions from the own archive, with what they say. */
export const saveAchievements: ApiHandler<'save-achievements'> =
  (deps) =>
  async ({ principal, params, body, version, now }) => {
    const own = await loadOwn(deps, params.applicationId ?? '', principal.id, now);
    openStep(own, version, 'ACHIEVEMENTS');
    const { achievements, files } = await achievementsOf(deps.table, body, own);
    const seen = { ...own, files: [...own.files, ...files] };
    const declaration = { ...own.declaration, achievements };
    const { prepared, writes } = draftWrites(deps, seen, declaration, {
      act: 'SAVE_ACHIEVEMENTS',
      actor: actorOf(principal),
    });
    await deps.table.transact(writes);
    const { next: application, event } = prepared;
    return ok(ownView(seen, { application, event, declaration }), application.version);
  };
