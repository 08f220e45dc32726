import { createUpload as act } from '../../../shared/acts/files/create-upload.ts';
import { type ApiHandler, created } from '../../http.ts';

/** R13, R41: the form that a file is posted with. */
export const createUpload: ApiHandler<'create-upload'> = (deps) => async (request) => {
  const { ticket, writes } = await act(deps, request);
  const answer = created(ticket);
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
