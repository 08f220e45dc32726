import { scanPaper as scan } from '../../../shared/acts/paper/scan-paper.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** R60–R62, R69, D24: paper that is held is an answer, a scan that is not this person's to make is a problem. */
export const scanPaper: ApiHandler<'scan-paper'> = (deps) => async (request) => {
  const { principal, body, now } = request;
  const { next, outcome, findings, writes } = await scan(deps, principal, body, now);
  const answer = ok({
    applicationId: next.applicationId,
    applicationNo: next.applicationNo ?? '',
    accepted: outcome === 'MOVED' || outcome === 'REFUSED',
    outcome,
    status: next.paper.status,
    stage: next.stage,
    findings,
  });
  // A notice changes nothing; its answer is remembered like any other.
  const stored = [...writes, ...request.remember(answer)];
  if (stored.length > 0) await deps.table.transact(stored);
  return answer;
};
