import { unitNotices } from '../../../shared/acts/notice/desk-notices.ts';
import { requireUnit } from '../../../shared/store/units.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const listUnitNotices: ApiHandler<'list-unit-notices'> =
  (deps) =>
  async ({ principal }) =>
    ok(await unitNotices(deps, principal, (await requireUnit(deps.table, principal.id)).uscc));
