import { attachmentsOf } from '../../../shared/acts/declaration/draft-content.ts';
import { draftWrites, loadOwn, openStep, ownView } from '../../../shared/acts/declaration/own-application.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** Page 5 (R41–R57): own accepted files with their hashes, and the confirmation that all are right. */
export const saveAttachments: ApiHandler<'save-attachments'> =
  (deps) =>
  async ({ principal, params, body, version, now }) => {
    const own = await loadOwn(deps, params.applicationId ?? '', principal.id, now);
    openStep(own, version, 'ATTACHMENTS');
    const { attachments, confirmedFileIds, files } = await attachmentsOf(deps.table, body, own);
    const seen = { ...own, files: [...own.files, ...files] };
    const declaration = { ...own.declaration, attachments, confirmedFileIds };
    const { prepared, writes } = draftWrites(deps, seen, declaration, {
      act: 'SAVE_ATTACHMENTS',
      actor: actorOf(principal),
    });
    await deps.table.transact(writes);
    const { next: application, event } = prepared;
    return ok(ownView(seen, { application, event, declaration }), application.version);
  };
