import { deskOf } from '../../../shared/contracts/desks.ts';
import type { Plan } from '../../../shared/contracts/plan.ts';
import { type Principal, roleNames } from '../../../shared/contracts/roles.ts';
import { type ApiHandler, ok } from '../../http.ts';

export const getStaff: ApiHandler<'get-staff'> = (deps) => async (request) => {
  const { id, role, scope, head = false, name } = request.principal;
  return ok({ id, role, scope, head, name, scopeName: scopeName(request.principal, deps.plans.list()) });
};

/** The words for what an account acts for, from the directories of the plans (R28). */
function scopeName({ role, scope }: Principal, plans: readonly Plan[]): string {
  if (scope === '*') return '全部申报计划';
  for (const plan of plans) {
    const { points, muniUnits } = plan.directory;
    const places: Partial<Record<string, { zh: string } | undefined>> = {
      POINT: points.find((p) => p.pointId === scope)?.name,
      MUNI: muniUnits.find((m) => m.muniUnitId === scope)?.name,
      DIVISION:
        plan.jurisdiction.divisions.find((d) => d.code === scope)?.name ??
        points.find((p) => p.hrss === scope)?.name,
      PLAN: plan.planCode === scope ? plan.names : undefined,
    };
    const found = places[deskOf(role)?.scope ?? ''] ?? places.PLAN;
    if (found) return found.zh;
  }
  return scope || roleNames[role].zh;
}
