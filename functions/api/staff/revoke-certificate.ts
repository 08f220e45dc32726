import { revokeCertificate as revoke } from '../../../shared/acts/certificate/revoke-certificate.ts';
import { normaliseIdentifier } from '../../../shared/contracts/characters.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { answerCheck } from '../../../shared/rules/certificate/certificate.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { getCertificate, recordOf } from '../../../shared/store/certificates.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** L24: the first call proposes (202, the certificate stays valid), the second one, by somebody else, revokes. */
export const revokeCertificate: ApiHandler<'revoke-certificate'> = (deps) => async (request) => {
  const { principal, body, params, now } = request;
  const certificate = await getCertificate(deps.table, normaliseIdentifier(params.certificateNo ?? ''));
  if (!certificate) throw new ProblemError('NOT_FOUND');
  const application = await deps.applications.require(certificate.applicationId);
  requirePlanScope(principal, application.planCode);
  const decision = { actor: actorOf(principal), at: now, ...body };
  const { next, proposed, writes } = await revoke(deps, certificate, application, decision);
  const checked = ok(answerCheck({ certificateNo: certificate.certificateNo }, recordOf(next)));
  const answer = proposed ? { ...checked, status: 202 } : checked;
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
