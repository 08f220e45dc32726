import { findCommitteesFor } from '../../../shared/acts/directory/find-committees.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** L2: which committee takes a specialty, until when. */
export const findCommittees: ApiHandler<'find-committees'> = (deps) => async (request) =>
  ok(findCommitteesFor(deps, request.query, request.now));
