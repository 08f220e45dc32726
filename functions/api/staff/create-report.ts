import { createReport as create } from '../../../shared/acts/certificate/create-report.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { requirePublicity } from '../../../shared/store/publicities.ts';
import { reportView } from '../../../shared/views/reports.ts';
import { type ApiHandler, created } from '../../http.ts';

export const createReport: ApiHandler<'create-report'> = (deps) => async (request) => {
  const { principal, body, now } = request;
  const publicity = await requirePublicity(deps.table, body.publicityId);
  requirePlanScope(principal, publicity.planCode);
  const context = await deps.plans.contextOf(publicity, now);
  const { next, applications, writes } = await create(deps, publicity, context, {
    actor: actorOf(principal),
    batchId: deps.newId(),
    reportId: deps.newId(),
    title: body.title,
  });
  const answer = created(reportView(next, applications, context.plan, principal), next.version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
