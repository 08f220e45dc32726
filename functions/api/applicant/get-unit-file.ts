import { filesOfSnapshot } from '../../../shared/acts/desk/desk-file.ts';
import { requireUnitApplication } from '../../../shared/acts/desk/unit-file.ts';
import { cleanLink } from '../../../shared/acts/files/read-file.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { getFile } from '../../../shared/store/files.ts';
import { requireBoundUnit } from '../../../shared/store/units.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** V5: only what was submitted, only the cleaned copy. The reading is an item beside the chain: it moves no version. */
export const getUnitFile: ApiHandler<'get-unit-file'> =
  (deps) =>
  async ({ principal, params, now }) => {
    const { applicationId = '', fileId = '' } = params;
    const unit = await requireBoundUnit(deps.table, principal.id);
    const application = await requireUnitApplication(deps, applicationId, unit.uscc);
    const files = await filesOfSnapshot(deps, application);
    const file = files.includes(fileId) ? await getFile(deps.table, fileId) : undefined;
    if (!file) throw new ProblemError('NOT_FOUND');
    const purpose = `${application.stage} ${application.turn}`;
    return ok(await cleanLink(deps, file, { principal, now, purpose, applicationId }));
  };
