import { AppointedRoleSchema } from '../../contracts/appointments.ts';
import { deskOf } from '../../contracts/desks.ts';
import type { Finding } from '../../contracts/finding.ts';
import type { Plan } from '../../contracts/plan.ts';
import { type Principal, type Role, roleNames } from '../../contracts/roles.ts';
import { mayAdminister, takesTwo } from './appointment.ts';
import { auditorsOf, roleOfAuthority } from './authorities.ts';
import { find } from './findings.ts';

/** Which places a role can be for, by the directories of the plans (R28), and what they are called. */

export interface Place {
  readonly scope: string;
  readonly name: string;
}

const everywhere: Place = { scope: '*', name: '全部申报计划' };

export function placesOf(role: Role, plans: readonly Plan[]): Place[] {
  const found = plans.flatMap((plan): Place[] => {
    const { points, muniUnits } = plan.directory;
    const divisions = plan.jurisdiction.divisions;
    switch (deskOf(role)?.scope) {
      case 'POINT':
        return points.map((p) => ({ scope: p.pointId, name: p.name.zh }));
      case 'MUNI':
        return muniUnits.map((m) => ({ scope: m.muniUnitId, name: m.name.zh }));
      case 'INDUSTRY':
        return (plan.directory.industry ?? []).map((d) => ({ scope: d.deskId, name: d.name.zh }));
      case 'DIVISION':
        return [
          ...divisions.map((d) => ({ scope: d.code, name: d.name.zh })),
          // A division of a point that the plan's own list has not.
          ...points.flatMap((p) => (p.hrss ? [{ scope: p.hrss, name: p.name.zh }] : [])),
        ];
      case 'PLAN':
        if (role === 'AUTHORITY') return authorityPlaces(plan);
        return [{ scope: plan.planCode, name: plan.names.zh }];
      case 'SESSION':
        return [{ scope: plan.planCode, name: plan.names.zh }];
      default:
        return [];
    }
  });
  const desk = deskOf(role)?.scope;
  const all = desk === 'PLAN' || desk === 'SESSION' || desk === 'NONE' ? [everywhere, ...found] : found;
  return all.filter((one, i) => all.findIndex((other) => other.scope === one.scope) === i);
}

/** R67: one authority of the plan's list each; the plan alone where there is no other one. */
function authorityPlaces(plan: Plan): Place[] {
  const others = auditorsOf(plan).filter(({ code }) => roleOfAuthority(code) === 'AUTHORITY');
  const named = others.map(({ code, names }) => ({ scope: `${plan.planCode}/${code}`, name: names.zh }));
  const only = others.length === 1 ? others[0] : undefined;
  return [...named, ...(only ? [{ scope: plan.planCode, name: only.names.zh }] : [])];
}

/** The words for what an appointment is for. */
export function placeName({ role, scope }: { role: Role; scope: string }, plans: readonly Plan[]): string {
  const places = [...placesOf(role, plans), everywhere];
  return places.find((place) => place.scope === scope)?.name ?? (scope || roleNames[role].zh);
}

export function checkPlace(
  { role, scope }: { role: Role; scope: string },
  plans: readonly Plan[],
): Finding[] {
  return placesOf(role, plans).some((place) => place.scope === scope)
    ? []
    : [find('SCOPE_UNKNOWN', { field: '/scope', found: scope })];
}

/** What somebody may give: each role with the places that he may give it for. */
export const offersOf = (by: Principal, plans: readonly Plan[]) =>
  AppointedRoleSchema.options.flatMap((role) => {
    const scopes = placesOf(role, plans).filter(({ scope }) => mayAdminister(by, { role, scope }));
    return scopes.length > 0 ? [{ role, scopes, twoPersons: takesTwo({ role, head: false }) }] : [];
  });
