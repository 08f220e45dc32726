import { placeName } from '../../../shared/rules/people/posts.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const getStaff: ApiHandler<'get-staff'> = (deps) => async (request) => {
  const { id, role, scope, head = false, name } = request.principal;
  return ok({ id, role, scope, head, name, scopeName: placeName({ role, scope }, deps.plans.list()) });
};
