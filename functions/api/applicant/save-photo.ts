import { photoOf } from '../../../shared/acts/declaration/draft-content.ts';
import { draftWrites, loadOwn, openStep, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** Page 1 (R13, R14): the accepted photo, by the hash of the very file; a refused one is refused here too. */
export const savePhoto: ApiHandler<'save-photo'> =
  (deps) =>
  async ({ principal, params, body, version, now }) => {
    const own = await loadOwn(deps, params.applicationId ?? '', principal.id, now);
    openStep(own, version, 'PHOTO');
    const { photo, file } = await photoOf(deps.table, body.fileId, own);
    const seen = { ...own, files: [...own.files, file] };
    const declaration = { ...own.declaration, photo };
    const { prepared, writes } = draftWrites(deps, seen, declaration, {
      act: 'SAVE_PHOTO',
      actor: actorOf(principal),
    });
    await deps.table.transact(writes);
    const { next: application, event } = prepared;
    return ok(ownView(seen, { application, event, declaration }), application.version);
  };
