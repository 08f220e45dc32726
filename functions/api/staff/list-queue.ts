import { listQueue as act } from '../../../shared/acts/desk/list-queue.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const listQueue: ApiHandler<'list-queue'> =
  (deps) =>
  async ({ principal, query, now }) =>
    ok(await act(deps, principal, query, now));
