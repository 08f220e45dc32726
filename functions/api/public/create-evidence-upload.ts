import { createEvidenceUpload as act } from '../../../shared/acts/publicity/evidence.ts';
import { type ApiHandler, created } from '../../http.ts';

/** D22: the form that evidence of an objection is posted with. */
export const createEvidenceUpload: ApiHandler<'create-evidence-upload'> = (deps) => async (request) => {
  const { params, body, now } = request;
  const { ticket, writes } = await act(deps, params.publicityId ?? '', body, now);
  const answer = created(ticket);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
