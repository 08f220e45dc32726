import { directoryChangesAnswer } from '../../../shared/acts/directory/directory-versions.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D26: what a version changes, in words. */
export const listDirectoryChanges: ApiHandler<'list-directory-changes'> =
  (deps) =>
  async ({ principal, params, query }) =>
    ok(await directoryChangesAnswer(deps, principal, params, query.since));
