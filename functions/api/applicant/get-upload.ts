import { requireReadableFile } from '../../../shared/acts/files/read-file.ts';
import { fileView } from '../../../shared/views/files.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R14, R57: the verdict on an own file, or for a unit on a file of an archive item that was put before it (R6). */
export const getUpload: ApiHandler<'get-upload'> =
  (deps) =>
  async ({ principal, params }) => {
    const file = await requireReadableFile(deps.table, params.fileId ?? '', principal);
    return ok(fileView(file), file.version);
  };
