import { deskNotices } from '../../../shared/acts/notice/desk-notices.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const listDeskNotices: ApiHandler<'list-desk-notices'> =
  (deps) =>
  async ({ principal }) =>
    ok(await deskNotices(deps, principal));
