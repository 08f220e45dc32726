import {
  directoryVersionAnswer,
  importDirectory as read,
  requireDirectoryVersion,
} from '../../../shared/acts/directory/directory-versions.ts';
import { type ApiHandler, created } from '../../http.ts';

/** R28: a draft version from a document that was made elsewhere; what is amiss with it comes back. */
export const importDirectory: ApiHandler<'import-directory'> = (deps) => async (request) => {
  const { principal, body, ref, rememberRef, now } = request;
  if (ref !== undefined) {
    const directoryCode = String(body.document.directoryCode);
    const record = await requireDirectoryVersion(deps, principal, { directoryCode, directoryVersion: ref });
    return created(await directoryVersionAnswer(deps, record, now), record.version);
  }
  const { next, writes } = await read(deps, body, request);
  await deps.table.transact([...writes, ...rememberRef(String(next.directoryVersion))]);
  return created(await directoryVersionAnswer(deps, next, now), next.version);
};
