import { listIncidents as act } from '../../../shared/acts/application/list-incidents.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const listIncidents: ApiHandler<'list-incidents'> =
  (deps) =>
  async ({ query }) =>
    ok(await act(deps, query));
