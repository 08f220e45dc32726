import { coversPlan } from '../../../shared/rules/desk/scope.ts';
import { reportsOf } from '../../../shared/store/reports.ts';
import { reportView } from '../../../shared/views/reports.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const listReports: ApiHandler<'list-reports'> = (deps) => async (request) => {
  const plans = deps.plans.list().filter((plan) => coversPlan(request.principal, plan.planCode));
  const lists = await Promise.all(plans.map((plan) => reportsOf(deps.table, plan.planCode)));
  return ok({ items: lists.flat().map(reportView) });
};
