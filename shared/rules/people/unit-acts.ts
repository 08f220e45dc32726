import type { UnitActName } from '../../contracts/api/units.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { ProblemCode } from '../../contracts/problem.ts';
import { isPerson, type Person } from '../base/person.ts';
import { find } from './findings.ts';
import type { UnitStatus } from './unit.ts';

/** D33: what the point of its place may do with a unit. */

interface Held {
  readonly status: UnitStatus;
  readonly suspended?: object | undefined;
  readonly setAside?: { readonly actor: { readonly id: string } } | undefined;
}

const names: readonly UnitActName[] = ['SUSPEND', 'RESTORE', 'SET_ASIDE', 'CONFIRM', 'REFUSE'];

function possible(name: UnitActName, { status, suspended, setAside }: Held): boolean {
  if (status === 'SET_ASIDE') return false;
  if (setAside) return name === 'CONFIRM' || name === 'REFUSE';
  return name === 'SET_ASIDE' || name === (suspended ? 'RESTORE' : 'SUSPEND');
}

/** What stands against it: the state, or that another person must do it (D26). */
export function refusalOfUnitAct(
  name: UnitActName,
  of: Held,
  by: Person,
): { code: ProblemCode; finding: Finding } | undefined {
  if (!possible(name, of)) return { code: 'WRONG_STAGE', finding: find('UNIT_SUSPENSION') };
  if (name === 'CONFIRM' && isPerson(by, of.setAside?.actor.id))
    return { code: 'SEPARATION_OF_DUTIES', finding: find('SECOND_PERSON', { rule: 'D26' }) };
  return undefined;
}

export const actsOnUnit = (of: Held, by: Person): UnitActName[] =>
  names.filter((name) => refusalOfUnitAct(name, of, by) === undefined);
