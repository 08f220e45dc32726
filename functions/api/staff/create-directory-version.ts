import {
  createDirectoryVersion as create,
  directoryVersionAnswer,
  requireDirectoryVersion,
} from '../../../shared/acts/directory/directory-versions.ts';
import { type ApiHandler, created } from '../../http.ts';

/** R28: the next version of a directory, as a copy of an older one, or of what the plans of the city say. */
export const createDirectoryVersion: ApiHandler<'create-directory-version'> = (deps) => async (request) => {
  const { principal, params, body, ref, rememberRef, now } = request;
  const directoryCode = params.directoryCode ?? '';
  if (ref !== undefined) {
    const record = await requireDirectoryVersion(deps, principal, { directoryCode, directoryVersion: ref });
    return created(await directoryVersionAnswer(deps, record, now), record.version);
  }
  const { next, writes } = await create(deps, directoryCode, body.from, request);
  await deps.table.transact([...writes, ...rememberRef(String(next.directoryVersion))]);
  return created(await directoryVersionAnswer(deps, next, now), next.version);
};
