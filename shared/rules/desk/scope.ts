import type { Application } from '../../contracts/application.ts';
import type { Principal, Role } from '../../contracts/roles.ts';
import type { Step } from '../../contracts/stages.ts';
import { ProblemError } from '../../errors.ts';
import { find } from './findings.ts';

/** Which applications a desk may see (domain-spec §2, §6): by the scope of its account, and from its own turn on. */

type Desk = Pick<Principal, 'role' | 'scope'>;

/** A scope of a plan's office or authority: one plan code, or `*` for all. */
export const coversPlan = (desk: Desk, planCode: string): boolean =>
  desk.scope === '*' || desk.scope === planCode;

/** The step that first brings an application to a desk of the road; offices and authorities see all submitted ones. */
const firstStep: Partial<Record<Role, Step>> = {
  POINT_CLERK: 'POINT_REVIEW',
  DISTRICT_OFFICER: 'DISTRICT_REVIEW',
  MUNI_UNIT_OFFICER: 'PAPER_DELIVERY',
};

function isItsDesk({ role, scope }: Desk, application: Application): boolean {
  const { route, planCode } = application;
  switch (role) {
    case 'POINT_CLERK':
      return route?.pointId === scope || (route?.paper.kind === 'POINT' && route.paper.id === scope);
    case 'DISTRICT_OFFICER':
      return route?.division === scope;
    case 'MUNI_UNIT_OFFICER':
      return route?.paper.kind === 'MUNI' && route.paper.id === scope;
    case 'OFFICE_CLERK':
    case 'OFFICE_HEAD':
    case 'MUNI_HRSS':
    case 'CONSTR_COMMISSION':
    case 'SUPERVISOR':
      return coversPlan({ role, scope }, planCode);
    default:
      return false;
  }
}

/** Is it within the desk's jurisdiction, and has it reached the desk? */
export function deskSees(desk: Desk, application: Application): boolean {
  const first = firstStep[desk.role];
  const reached = first === undefined || application.turns.some((t) => t.step === first);
  return reached && isItsDesk(desk, application);
}

/** @throws {ProblemError} NOT_FOUND for what has not been submitted, OUT_OF_SCOPE for what belongs to another desk */
export function requireDesk(desk: Desk, application: Application): void {
  if (!application.submittedAt) throw new ProblemError('NOT_FOUND');
  if (!deskSees(desk, application)) throw outOfScope(desk, 'R1');
}

/** @throws {ProblemError} OUT_OF_SCOPE */
export function requirePlanScope(desk: Desk, planCode: string): void {
  if (!coversPlan(desk, planCode)) throw outOfScope(desk, 'L2');
}

export const outOfScope = ({ scope }: Desk, rule: 'R1' | 'L2' | 'Q3'): ProblemError =>
  new ProblemError('OUT_OF_SCOPE', [find('OUT_OF_SCOPE', { rule, allowed: scope })]);
