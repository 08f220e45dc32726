import { revokeCertificate as revoke } from '../../../shared/acts/certificate/revoke-certificate.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { answerCheck } from '../../../shared/rules/certificate/certificate.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { getCertificate, recordOf } from '../../../shared/store/certificates.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** L24, D26: a proposal, or its refusal, leaves the certificate valid (202); somebody else confirms it as it is. */
export const revokeCertificate: ApiHandler<'revoke-certificate'> = (deps) => async (request) => {
  const { principal, body, params, now } = request;
  const certificate = await getCertificate(deps.table, params.certificateNo ?? '');
  if (!certificate) throw new ProblemError('NOT_FOUND');
  const application = await deps.applications.require(certificate.applicationId);
  requirePlanScope(principal, application.planCode);
  const decision = { actor: actorOf(principal), alsoAs: principal.alsoAs, at: now, ...body };
  const { next, pending, writes } = await revoke(deps, certificate, application, decision);
  const checked = ok(answerCheck(certificate, recordOf(next), now));
  const answer = pending ? { ...checked, status: 202 } : checked;
  await deps.table.transact([...writes, ...request.remember(answer)]);
  return answer;
};
