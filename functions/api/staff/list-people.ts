import { listPeople as act } from '../../../shared/acts/people/list-people.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D34: whom the reader administers, and what he may give. */
export const listPeople: ApiHandler<'list-people'> = (deps) => async (request) =>
  ok(await act(deps, request.query, request));
