import type { Application } from '../../contracts/application.ts';
import { deskOf } from '../../contracts/desks.ts';
import type { Principal } from '../../contracts/roles.ts';
import { ProblemError, refuse } from '../../errors.ts';
import { find } from './findings.ts';

/** Which applications a desk may see (domain-spec §2, §6): by the scope of its account, and from its own turn on. */

type Desk = Pick<Principal, 'role' | 'scope'>;

/** A scope of a plan's office or authority: one plan code, or `*` for all. */
export const coversPlan = (desk: Desk, planCode: string): boolean =>
  desk.scope === '*' || desk.scope === planCode;

/** Is it within the desk's jurisdiction, and has it reached the desk? Offices and authorities see all submitted ones. */
export function deskSees({ role, scope }: Desk, { route, planCode, turns }: Application): boolean {
  const desk = deskOf(role);
  if (desk?.from && !turns.some((t) => t.step === desk.from)) return false;
  switch (desk?.scope) {
    case 'POINT':
      return route?.pointId === scope || (route?.paper.kind === 'POINT' && route.paper.id === scope);
    case 'DIVISION':
      return route?.division === scope;
    case 'MUNI':
      return route?.paper.kind === 'MUNI' && route.paper.id === scope;
    case 'PLAN':
      return coversPlan({ role, scope }, planCode);
    default:
      return false;
  }
}

/**
 * Nobody learns that something exists which is not his to see: what belongs to another desk is not found, like what was
 * never there.
 * @throws {ProblemError} NOT_FOUND, for what has not been submitted too
 */
export function requireDesk(desk: Desk, application: Application): void {
  if (!application.submittedAt || !deskSees(desk, application)) throw new ProblemError('NOT_FOUND');
}

/** Of something that is stored. @throws {ProblemError} NOT_FOUND as {@link requireDesk} */
export function requirePlanScope(desk: Desk, planCode: string): void {
  if (!coversPlan(desk, planCode)) throw new ProblemError('NOT_FOUND');
}

/** Of a plan that the person names; plans are public. @throws {ProblemError} OUT_OF_SCOPE */
export function requireOwnPlan(desk: Desk, planCode: string): void {
  if (!coversPlan(desk, planCode)) refuse('OUT_OF_SCOPE', find('OUT_OF_SCOPE', { allowed: desk.scope }));
}
