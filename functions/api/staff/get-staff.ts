import { idleMinutesOf } from '../../../shared/contracts/idle.ts';
import { placeName } from '../../../shared/rules/people/posts.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const getStaff: ApiHandler<'get-staff'> = (deps) => async (request) => {
  const { id, role, scope, head = false, name } = request.principal;
  const scopeName = placeName({ role, scope }, deps.plans.list());
  return ok({
    id,
    role,
    scope,
    head,
    name,
    scopeName,
    idleMinutes: idleMinutesOf(role, deps.env.IDLE_MINUTES),
  });
};
