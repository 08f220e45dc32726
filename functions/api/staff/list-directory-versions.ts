import { listDirectoryVersions as list } from '../../../shared/acts/directory/directory-versions.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const listDirectoryVersions: ApiHandler<'list-directory-versions'> =
  (deps) =>
  async ({ principal }) =>
    ok(await list(deps, principal));
