import { say } from '../../kit/i18n.ts';
import { useApi } from '../../kit/query.ts';

/** Districts and municipal units of the plans on offer (R27, R30, R62). */
export function useDivisions() {
  const code = useApi('list-plans').data?.body.items[0]?.planCode;
  const plan = useApi('get-plan', { params: { planCode: code ?? '' }, enabled: code !== undefined }).data
    ?.body.plan;
  const divisions = plan?.jurisdiction.divisions ?? [];
  const muniUnits = plan?.directory.muniUnits ?? [];
  return {
    divisions: divisions.map((one) => ({ value: one.code, label: say(one.name) })),
    muniUnits: muniUnits.map((one) => ({ value: one.muniUnitId, label: say(one.name) })),
    nameOf: (division: string) => say(divisions.find((one) => one.code === division)?.name) || division,
    muniUnitName: (id: string) => say(muniUnits.find((one) => one.muniUnitId === id)?.name) || id,
  };
}
