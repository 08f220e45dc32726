import { decideCorrection as decide } from '../../../shared/acts/desk/correct.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D15: operations confirm or refuse what a desk proposed for a document that cannot be printed. */
export const decideCorrection: ApiHandler<'decide-correction'> = (deps) => async (request) => {
  const applicationId = request.params.applicationId ?? '';
  const writes = await decide(deps, applicationId, request);
  const answer = ok({ id: applicationId, at: request.now });
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
