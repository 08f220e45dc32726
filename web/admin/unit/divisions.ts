import { say } from '../../kit/i18n.ts';
import { useApi, useApis } from '../../kit/query.ts';

/** Districts and municipal units of the plans on offer (R27, R30, R62). */
export function useDivisions() {
  const listed = useApi('list-plans').data?.body.items ?? [];
  const documents = useApis(
    'get-plan',
    listed.map(({ planCode }) => ({ params: { planCode } })),
  );
  const plans = documents.flatMap((one) => (one ? [one.body.plan] : []));
  const divisions = first(
    plans.flatMap((plan) => plan.jurisdiction.divisions),
    (one) => one.code,
  );
  const muniUnits = first(
    plans.flatMap((plan) => plan.directory.muniUnits),
    (one) => one.muniUnitId,
  );
  return {
    divisions: divisions.map((one) => ({ value: one.code, label: say(one.name) })),
    muniUnits: muniUnits.map((one) => ({ value: one.muniUnitId, label: say(one.name) })),
    nameOf: (division: string) => say(divisions.find((one) => one.code === division)?.name) || division,
    muniUnitName: (id: string) => say(muniUnits.find((one) => one.muniUnitId === id)?.name) || id,
  };
}

/** Plans of one city name the same places: each once. */
function first<T>(all: readonly T[], key: (one: T) => string): T[] {
  return [...new Map(all.toReversed().map((one) => [key(one), one] as const)).values()].toReversed();
}
