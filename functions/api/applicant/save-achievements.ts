import {
  saveAchievements as act,
  standingAchievements,
} from '../../../shared/acts/declaration/save-achievements.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** Page 4 (R6, R37–R39): only approved versions from the own archive, with what they say. */
export const saveAchievements: ApiHandler<'save-achievements'> = (deps) => ({
  async save(request) {
    const { view, version, writes } = await act(deps, request.params.applicationId ?? '', request);
    await deps.table.transact(writes);
    return ok(view, version);
  },
  standing: (request) => standingAchievements(deps, request.params.applicationId ?? '', request),
});
