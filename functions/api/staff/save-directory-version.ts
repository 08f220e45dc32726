import { sameContent } from '../../../shared/acts/base/edit.ts';
import {
  directoryVersionAnswer,
  requireDirectoryVersion,
  saveDirectoryVersion as save,
} from '../../../shared/acts/directory/directory-versions.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R28: a draft saved as it is; everything that is amiss comes back beside its field. */
export const saveDirectoryVersion: ApiHandler<'save-directory-version'> = (deps) => ({
  async save(request) {
    const { next, writes } = await save(deps, request.params, request);
    await deps.table.transact(writes);
    return ok(await directoryVersionAnswer(deps, next, request.now), next.version);
  },
  async standing({ principal, params, body, now }) {
    const record = await requireDirectoryVersion(deps, principal, params);
    const view = await directoryVersionAnswer(deps, record, now);
    return { view, version: record.version, same: sameContent(view.document, body.document) };
  },
});
