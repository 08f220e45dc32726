import { requireVersion } from '../../../shared/acts/base/stale.ts';
import { issueDocument as issue } from '../../../shared/acts/certificate/issue-document.ts';
import { reportInScope, standingReport } from '../../../shared/acts/certificate/report-work.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { authoritiesOf } from '../../../shared/rules/certificate/report.ts';
import { reportView } from '../../../shared/views/reports.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R67, R68: the document is issued and published; certificates are made from then on. */
export const issueDocument: ApiHandler<'issue-document'> = (deps) => ({
  async act(request) {
    const { principal, body, now } = request;
    const report = await reportInScope(deps, request);
    requireVersion(body.version, report.version);
    const context = await deps.plans.context(report.planCode, now);
    const { next, applications, writes } = await issue(deps, report, context, {
      actor: actorOf(principal),
      batchId: deps.newId(),
      documentNo: body.documentNo,
    });
    const answer = ok(reportView(next, applications, authoritiesOf(context.plan)), next.version);
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  },
  standing: (request) => standingReport(deps, request),
});
