import {
  saveAttachments as act,
  standingAttachments,
} from '../../../shared/acts/declaration/save-attachments.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** Page 5 (R41–R57): own accepted files with their hashes, and the confirmation that all are right. */
export const saveAttachments: ApiHandler<'save-attachments'> = (deps) => ({
  async save(request) {
    const { view, version, writes } = await act(deps, request.params.applicationId ?? '', request);
    await deps.table.transact(writes);
    return ok(view, version);
  },
  standing: (request) => standingAttachments(deps, request.params.applicationId ?? '', request),
});
