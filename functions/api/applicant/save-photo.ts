import { savePhoto as act, standingPhoto } from '../../../shared/acts/declaration/save-photo.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** Page 1 (R13, R14): the accepted photo, by the hash of the very file; a refused one is refused here too. */
export const savePhoto: ApiHandler<'save-photo'> = (deps) => ({
  async save(request) {
    const { view, version, writes } = await act(deps, request.params.applicationId ?? '', request);
    await deps.table.transact(writes);
    return ok(view, version);
  },
  standing: (request) => standingPhoto(deps, request.params.applicationId ?? '', request),
});
