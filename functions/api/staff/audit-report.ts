import { requireVersion } from '../../../shared/acts/base/stale.ts';
import { auditReport as audit } from '../../../shared/acts/certificate/audit-report.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { authorityOf, requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { requireReport } from '../../../shared/store/reports.ts';
import { reportView } from '../../../shared/views/reports.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R67, D25: each authority of the plan's list audits for itself, in any order. */
export const auditReport: ApiHandler<'audit-report'> = (deps) => async (request) => {
  const { principal, body, params, now } = request;
  const report = await requireReport(deps.table, params.reportId ?? '');
  requirePlanScope(principal, report.planCode);
  requireVersion(body.version, report.version);
  const context = await deps.plans.context(report.planCode, now);
  const { next, applications, writes } = await audit(deps, report, context, {
    actor: actorOf(principal),
    batchId: deps.newId(),
    lane: authorityOf(principal, context.plan) ?? '',
    approve: body.approve,
    sendBack: body.sendBack,
    applicationIds: body.applicationIds,
  });
  const answer = ok(reportView(next, applications, context.plan, principal), next.version);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
