import { listReopenings as act } from '../../../shared/acts/payment/list-reopenings.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const listReopenings: ApiHandler<'list-reopenings'> =
  (deps) =>
  async ({ query, now }) =>
    ok(await act(deps, query, now));
