import type { Application } from '../../contracts/application.ts';
import { deskOf } from '../../contracts/desks.ts';
import type { Plan } from '../../contracts/plan.ts';
import type { Principal } from '../../contracts/roles.ts';
import { ProblemError, refuse } from '../../errors.ts';
import { authoritiesOf, roleOfAuthority } from '../people/authorities.ts';
import { find } from './findings.ts';

/** Which applications somebody may see (domain-spec §2, §6, D27): by the scope of the account, and from when. */

type Desk = Pick<Principal, 'role' | 'scope' | 'tookOver'>;

/** The two parts of a scope of a plan's office or authority: one plan code, or `*` for all; and which authority. */
const partsOf = ({ scope }: Desk) => scope.split('/') as [string, string?];

export function coversPlan(desk: Desk, planCode: string): boolean {
  const [plan] = partsOf(desk);
  return plan === '*' || plan === planCode;
}

/** Does this appointment judge or administer whoever declares in the plan (C2)? */
export function reviews(desk: Desk, planCode: string): boolean {
  const kind = deskOf(desk.role)?.scope;
  return (kind === 'PLAN' || kind === 'SESSION') && coversPlan(desk, planCode);
}

/**
 * R67: the authority of the plan's list that this account audits for; undefined for none. A scope that names none stands
 * for the only one that is worked by its role.
 */
export function authorityOf(desk: Desk, plan: Plan): string | undefined {
  if (!coversPlan(desk, plan.planCode)) return undefined;
  const codes = authoritiesOf(plan).filter((code) => roleOfAuthority(code) === desk.role);
  const [, named = codes.length === 1 ? codes[0] : undefined] = partsOf(desk);
  return codes.find((code) => code === named);
}

/** Is it within the jurisdiction of the desk, or of one that it took over? A unit's scope is its credit code. */
function inScope(desk: Desk, { route, planCode, unit }: Application): boolean {
  const { role, scope, tookOver = [] } = desk;
  const own = (place: string | undefined) =>
    place !== undefined && (place === scope || tookOver.includes(place));
  switch (deskOf(role)?.scope) {
    case 'UNIT':
      return unit.uscc === scope;
    case 'POINT':
      return own(route?.pointId) || (route?.paper.kind === 'POINT' && own(route.paper.id));
    case 'INDUSTRY':
      return route?.industry === scope;
    case 'DIVISION':
      return own(route?.division);
    case 'MUNI':
      return route?.paper.kind === 'MUNI' && own(route.paper.id);
    case 'PLAN':
      return coversPlan({ role, scope }, planCode);
    default:
      return false;
  }
}

/** Who wants to read, and what is known of him besides his account. */
export interface Reader extends Desk {
  readonly id: string;
  /** Of an authority: that it is one of those that audit the plan's results. */
  readonly audits?: boolean;
  /** Of an expert: that the candidate is one of his session, which meets with him in it, and he is not recused. */
  readonly seated?: boolean;
}

/**
 * D27: who may read an application's file, and from when. Every route that shows anything of a file asks here: its view,
 * its files, the whole identity number, the answer of an act on it.
 */
export function mayReadFile(reader: Reader, application: Application): boolean {
  const { role, id, audits = true, seated = false } = reader;
  if (role === 'APPLICANT') return application.applicantId === id;
  const from = deskOf(role)?.reads;
  if (from === undefined || !application.submittedAt) return false;
  if (from === 'SESSION') return seated;
  if (!audits) return false;
  return application.turns.some((turn) => turn.step === from) && inScope(reader, application);
}

/** Not allowed is answered as not there. @throws {ProblemError} NOT_FOUND */
export function requireFile(reader: Reader, application: Application): void {
  if (!mayReadFile(reader, application)) throw new ProblemError('NOT_FOUND');
}

/** The desks that the paper form passes through may take it from when it is to be delivered; that reads no file. */
export function handlesPaper(desk: Desk, application: Application): boolean {
  const delivered = application.turns.some((turn) => turn.step === 'PAPER_DELIVERY');
  return deskOf(desk.role)?.paper === true && delivered && inScope(desk, application);
}

/** Of something that is stored. @throws {ProblemError} NOT_FOUND, like what was never there */
export function requirePlanScope(desk: Desk, planCode: string): void {
  if (!coversPlan(desk, planCode)) throw new ProblemError('NOT_FOUND');
}

/** Of a plan that the person names; plans are public. @throws {ProblemError} OUT_OF_SCOPE */
export function requireOwnPlan(desk: Desk, planCode: string): void {
  if (!coversPlan(desk, planCode)) refuse('OUT_OF_SCOPE', find('OUT_OF_SCOPE', { allowed: desk.scope }));
}
