import { requireVersion } from '../../../shared/acts/base/stale.ts';
import { auditReport as audit } from '../../../shared/acts/certificate/audit-report.ts';
import { reportInScope, standingReport } from '../../../shared/acts/certificate/report-work.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import type { AuditLane } from '../../../shared/contracts/stages.ts';
import { authoritiesOf } from '../../../shared/rules/certificate/report.ts';
import { reportView } from '../../../shared/views/reports.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R67, D25: each authority audits for itself, in any order; the role is the lane. */
export const auditReport: ApiHandler<'audit-report'> = (deps) => ({
  async act(request) {
    const { principal, body, now } = request;
    const report = await reportInScope(deps, request);
    requireVersion(body.version, report.version);
    const context = await deps.plans.context(report.planCode, now);
    const { next, applications, writes } = await audit(deps, report, context, {
      actor: actorOf(principal),
      batchId: deps.newId(),
      lane: principal.role as AuditLane,
      approve: body.approve,
      sendBack: body.sendBack,
      applicationIds: body.applicationIds,
    });
    const answer = ok(reportView(next, applications, authoritiesOf(context.plan)), next.version);
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  },
  standing: (request) => standingReport(deps, request),
});
