import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { entriesOf, requirePublicity } from '../../../shared/store/publicities.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D26: the rows that opening would publish, seen before anything is published. */
export const getPreparedPublicity: ApiHandler<'get-prepared-publicity'> = (deps) => async (request) => {
  const publicity = await requirePublicity(deps.table, request.params.publicityId ?? '');
  requirePlanScope(request.principal, publicity.planCode);
  const { publicityId, title, version } = publicity;
  const entries = await entriesOf(deps.table, publicityId);
  const rows = entries.map(({ publicityId: _id, ...row }) => row);
  return ok({ publicityId, title, version, entries: rows }, version);
};
