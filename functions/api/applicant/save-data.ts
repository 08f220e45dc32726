import { saveData as act, dataProblems, standingData } from '../../../shared/acts/declaration/save-data.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** Page 3 (R25–R36): saved as it is, what is still amiss comes back with it. A draft follows the profile’s unit (R58). */
export const saveData: ApiHandler<'save-data'> = (deps) => ({
  async save(request) {
    const { view, version, writes } = await act(deps, request.params.applicationId ?? '', request);
    await deps.table.transact(writes);
    return ok(view, version);
  },
  standing: (request) => standingData(deps, request.params.applicationId ?? '', request),
});

saveData.alsoWrong = (deps) => (request) => dataProblems(deps, request.params.applicationId ?? '', request);
