import { requireReadable } from '../../../shared/acts/desk/readable.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { displayIdNumber } from '../../../shared/rules/people/privacy.ts';
import { keys } from '../../../shared/store/base/keys.ts';
import { getProfileRecord } from '../../../shared/store/profiles.ts';
import { readWrite } from '../../../shared/store/reads.ts';
import { type ApiHandler, ok } from '../../http.ts';

/**
 * V2, D16: the whole number of the declaration on a click with a purpose, recorded before it is shown. The answer itself is not remembered
 * under the Idempotency-Key: the number would lie in the table a second time.
 */
export const revealIdentity: ApiHandler<'reveal-identity'> = (deps) => async (request) => {
  const { principal, params, body, now } = request;
  const application = await requireReadable(deps, params.applicationId ?? '', principal);
  const { applicationId } = application;
  const { person } = await deps.applications.snapshotOf(application);
  const holder = person ?? (await getProfileRecord(deps.table, application.applicantId));
  if (!holder) throw new ProblemError('NOT_FOUND');
  const shown = displayIdNumber(holder.idNumber, { kind: 'STAFF', full: true, purpose: body.purpose });
  if (!shown.full) throw new ProblemError('INVALID', shown.findings);
  const answer = ok({ idNumber: shown.text });
  if (request.ref !== undefined) return answer;
  const { pk } = keys.application(applicationId);
  const read = { pk, id: deps.newId(), at: now, actor: actorOf(principal), applicationId };
  await deps.table.transact([
    readWrite(deps.table, { ...read, purpose: body.purpose }),
    ...request.rememberRef(applicationId),
  ]);
  return answer;
};
