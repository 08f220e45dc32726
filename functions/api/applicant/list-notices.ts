import { noticesOf } from '../../../shared/store/notices.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** C18: what the platform told this account, newest first. */
export const listNotices: ApiHandler<'list-notices'> =
  (deps) =>
  async ({ principal, query }) =>
    ok(await noticesOf(deps.table, principal.id, query.cursor));
