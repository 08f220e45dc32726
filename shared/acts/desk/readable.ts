import type { Application } from '../../contracts/application.ts';
import { rolesOf } from '../../contracts/desks.ts';
import type { Principal, Role } from '../../contracts/roles.ts';
import { ProblemError } from '../../errors.ts';
import { authorityOf, requireFile } from '../../rules/desk/scope.ts';
import type { Deps } from '../base/deps.ts';

/**
 * D27: an application whose file this desk may read now.
 * @throws {ProblemError} NOT_FOUND where there is none, and where it may not: the two are answered alike
 */
export async function requireReadable(
  { applications, plans }: Pick<Deps, 'applications' | 'plans'>,
  applicationId: string,
  { id, role, scope, tookOver = [] }: Principal,
): Promise<Application> {
  const application = await applications.get(applicationId);
  if (!application) throw new ProblemError('NOT_FOUND');
  const authority = (rolesOf('AUTHORITIES') as readonly Role[]).includes(role);
  const audits = !authority || authorityOf({ role, scope }, plans.of(application)) !== undefined;
  requireFile({ id, role, scope, tookOver, audits }, application);
  return application;
}
