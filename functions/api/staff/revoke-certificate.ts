import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { answerCheck } from '../../../shared/rules/certificate/certificate.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import {
  getCertificate,
  proposeRevocationWrites,
  recordOf,
  revokeWrites,
} from '../../../shared/store/certificates.ts';
import { type ApiHandler, ok } from '../../http.ts';

/**
 * L24: two persons of the bureau. The first call proposes (202, the certificate stays valid), the second one, by
 * somebody else, revokes: register and application change in one transaction.
 */
export const revokeCertificate: ApiHandler<'revoke-certificate'> = (deps) => async (request) => {
  const { principal, body, params, now } = request;
  const certificate = await getCertificate(deps.table, params.certificateNo ?? '');
  if (!certificate) throw new ProblemError('NOT_FOUND');
  const application = await deps.applications.require(certificate.applicationId);
  requirePlanScope(principal, application.planCode);
  const { certificateNo } = certificate;
  const decision = { actor: actorOf(principal), at: now, ...body };
  if (!certificate.proposedRevocation) {
    const writes = proposeRevocationWrites(deps.table, certificate, decision);
    const answer = { ...ok(answerCheck({ certificateNo }, recordOf(certificate))), status: 202 };
    await deps.table.transact([...writes, ...request.remember(answer)]);
    return answer;
  }
  const { next, writes } = revokeWrites(deps.table, certificate, decision);
  const context = await deps.plans.context(application.planCode, now);
  const { actor } = decision;
  const prepared = deps.applications.prepare(application, { name: 'REVOKE', actor, ...body }, context);
  const answer = ok(answerCheck({ certificateNo }, recordOf(next)));
  await deps.table.transact([...writes, ...prepared.writes, ...request.remember(answer)]);
  return answer;
};
