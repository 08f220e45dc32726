import type { Plan } from '../../../shared/contracts/plan.ts';
import { type Principal, roleNames } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const getStaff: ApiHandler<'get-staff'> = (deps) => async (request) => {
  const { id, role, scope, name } = request.principal;
  return ok({ id, role, scope, name, scopeName: scopeName(request.principal, deps.plans.list()) });
};

/** The words for what an account acts for, from the directories of the plans (R28). */
function scopeName({ role, scope }: Principal, plans: readonly Plan[]): string {
  if (scope === '*') return '全部申报计划';
  for (const plan of plans) {
    const { points, muniUnits } = plan.directory;
    const found =
      role === 'POINT_CLERK'
        ? points.find((p) => p.pointId === scope)?.name
        : role === 'MUNI_UNIT_OFFICER'
          ? muniUnits.find((m) => m.muniUnitId === scope)?.name
          : role === 'DISTRICT_OFFICER'
            ? (plan.jurisdiction.divisions.find((d) => d.code === scope)?.name ??
              points.find((p) => p.hrss === scope)?.name)
            : plan.planCode === scope
              ? plan.names
              : undefined;
    if (found) return found.zh;
  }
  return scope || roleNames[role].zh;
}
