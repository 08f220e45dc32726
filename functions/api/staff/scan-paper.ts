import { scanPaper as scan } from '../../../shared/acts/paper/scan-paper.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R60–R62, R69: a refused paper is an answer, a scan that is not this person's to make is a problem. */
export const scanPaper: ApiHandler<'scan-paper'> = (deps) => async (request) => {
  const { principal, body, now } = request;
  const { next, accepted, findings, writes } = await scan(deps, principal, body, now);
  const answer = ok({
    applicationId: next.applicationId,
    applicationNo: next.applicationNo ?? '',
    accepted,
    status: next.paper.status,
    stage: next.stage,
    findings,
  });
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
