import { cleanLink, requireReadableFile } from '../../../shared/acts/files/read-file.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** V5: a short-lived link to the cleaned copy, logged; own files, and for a unit those of items put before it (R6). */
export const getOwnFile: ApiHandler<'get-own-file'> =
  (deps) =>
  async ({ principal, params, now }) => {
    const file = await requireReadableFile(deps.table, params.fileId ?? '', principal);
    return ok(await cleanLink(deps, file, { principal, now, purpose: 'OWN_OR_ARCHIVE_REVIEW' }));
  };
