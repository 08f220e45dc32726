import { normaliseIdentifier } from '../../../shared/contracts/characters.ts';
import { actorOf } from '../../../shared/contracts/roles.ts';
import { ProblemError } from '../../../shared/errors.ts';
import { requirePlanScope } from '../../../shared/rules/desk/scope.ts';
import { keys } from '../../../shared/store/base/keys.ts';
import { readWrite } from '../../../shared/store/reads.ts';
import { auditChain } from '../../../shared/views/audit-chain.ts';
import { type ApiHandler, ok } from '../../http.ts';

/** D27: of an application the supervisor sees its chain, never the file; the reading is logged. */
export const getAuditChain: ApiHandler<'get-audit-chain'> = (deps) => async (request) => {
  const { principal, params, now } = request;
  const application = await deps.applications.byNumber(normaliseIdentifier(params.applicationNo ?? ''));
  if (!application) throw new ProblemError('NOT_FOUND');
  requirePlanScope(principal, application.planCode);
  const { pk } = keys.application(application.applicationId);
  const read = { pk, id: deps.newId(), at: now, actor: actorOf(principal), purpose: 'AUDIT_CHAIN' };
  await deps.table.transact([readWrite(deps.table, read)]);
  return ok(auditChain(application, pk, await deps.applications.events(application.applicationId)));
};
