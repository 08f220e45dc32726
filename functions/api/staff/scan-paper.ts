import { scanWrites } from '../../../shared/acts/paper/scan-paper.ts';
import type { Application } from '../../../shared/contracts/application.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError, refusal } from '../../../shared/errors.ts';
import { requireDesk } from '../../../shared/rules/desk/scope.ts';
import { decodeBarcode } from '../../../shared/rules/paper/paper.ts';
import { type ApiHandler, ok } from '../../http.ts';

/**
 * One scan for every hand-over (R60–R62, R69): desk and state of the paper say what it means. Paper that fails a check
 * is refused, and that is recorded and answered as such; a scan that is not this person's to make is a problem.
 */
export const scanPaper: ApiHandler<'scan-paper'> = (deps) => async (request) => {
  const { principal, body, now } = request;
  const application = await found(deps.applications, body.barcodes);
  requireDesk(principal, application);
  const context = await deps.plans.context(application.planCode, now);
  const scanned = scanWrites(deps.applications, application, context, {
    actor: actorOf(principal),
    desk: principal.scope,
    scan: body,
  });
  const { next, accepted, findings } = scanned;
  const answer = ok({
    applicationId: next.applicationId,
    applicationNo: next.applicationNo ?? '',
    accepted,
    status: next.paper.status,
    stage: next.stage,
    findings,
  });
  await deps.table.transact([...scanned.writes, ...request.remember(answer)]);
  return answer;
};

/** The application that the first readable barcode names. */
async function found(
  applications: { byNumber(no: string): Promise<Application | undefined> },
  barcodes: readonly string[],
): Promise<Application> {
  const code = barcodes.map(decodeBarcode).find((one) => one !== undefined);
  if (!code) {
    throw refusal('INVALID', {
      code: 'FORM_BARCODE',
      rule: 'C16',
      field: '/barcodes',
      found: barcodes[0] ?? '',
      zh: '不是评审表的条码。',
      en: 'Not the barcode of a review form.',
    });
  }
  const application = await applications.byNumber(code.applicationNo);
  if (!application) throw new ProblemError('NOT_FOUND');
  return application;
}
