import { exportPeople as act } from '../../../shared/acts/people/list-people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D34: the whole list, addresses masked. */
export const exportPeople: ApiHandler<'export-people'> = (deps) => async (request) =>
  ok(await act(deps, request));
