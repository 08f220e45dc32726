import {
  directoryVersionAnswer,
  requireDirectoryVersion,
} from '../../../shared/acts/directory/directory-versions.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R28: a version with its document, which is also what is exported, and its history. */
export const getDirectoryVersion: ApiHandler<'get-directory-version'> =
  (deps) =>
  async ({ principal, params, now }) => {
    const record = await requireDirectoryVersion(deps, principal, params);
    return ok(await directoryVersionAnswer(deps, record, now), record.version);
  };
