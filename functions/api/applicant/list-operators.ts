import { listOperators as act } from '../../../shared/acts/people/operators.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D33: the head of HR and the operators of the own unit. */
export const listOperators: ApiHandler<'list-operators'> = (deps) => async (request) =>
  ok(await act(deps, request));
