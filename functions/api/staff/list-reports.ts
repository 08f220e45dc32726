import { coversPlan } from '../../../shared/rules/desk/scope.ts';
import { reportsOf } from '../../../shared/store/reports.ts';
import { openEntries, reportView } from '../../../shared/views/reports.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R66, R67, D25: every report with where its entries stand now, which the applications themselves say. */
export const listReports: ApiHandler<'list-reports'> = (deps) => async (request) => {
  const plans = deps.plans.list().filter((plan) => coversPlan(request.principal, plan.planCode));
  const lists = await Promise.all(
    plans.map(async (plan) => {
      const reports = await reportsOf(deps.table, plan.planCode);
      const ids = [...new Set(reports.flatMap(openEntries))];
      const applications = await deps.applications.getMany(ids);
      return reports.map((report) =>
        reportView(report, applications, deps.plans.of(report), request.principal),
      );
    }),
  );
  return ok({ items: lists.flat() });
};
