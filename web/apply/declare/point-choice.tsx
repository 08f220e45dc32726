import type { Plan } from '../../../shared/contracts/plan.ts';
import { runningPoints } from '../../../shared/rules/desk/routing.ts';
import { Select, TextField } from '../../kit/fields.tsx';
import { say } from '../../kit/i18n.ts';
import type { Data } from './data/data-form.ts';
import { words } from './data/data-words.ts';

interface Props {
  plan: Plan;
  data: Data;
  proposed: string | undefined;
  today: string;
  label: string;
  set(change: Partial<Data>): void;
  wrong(name: string): string | undefined;
  locked: boolean;
}

/** 受理点 (R27, R28, R30): the proposed one first; another one needs a reason. */
export function PointChoice({ plan, data, proposed, today, label, set, wrong, locked }: Props) {
  const points = runningPoints(plan, today);
  const chosen = points.find((p) => p.pointId === (data.pointId ?? ''));
  const suggestion = points.find((p) => p.pointId === proposed);
  const differs =
    proposed !== undefined && data.pointId !== undefined && data.pointId !== '' && data.pointId !== proposed;
  return (
    <>
      <Select
        name="pointId"
        label={label}
        hint={
          <>
            {words('pointHint')}
            {suggestion ? <strong> {words('proposed', { point: say(suggestion.name) })}</strong> : null}
          </>
        }
        value={data.pointId ?? ''}
        onChange={(pointId) => set({ pointId })}
        choices={points.map((p) => ({ value: p.pointId, label: say(p.name) }))}
        error={wrong('pointId')}
        required
        disabled={locked}
        width="middle"
      />
      {chosen ? (
        <p class="quiet">
          {words('pointContact', { phone: chosen.phone, address: say(chosen.paperAddress) })}
        </p>
      ) : null}
      {differs || data.pointReason ? (
        <TextField
          name="pointReason"
          prose
          label={words('pointReason')}
          value={data.pointReason ?? ''}
          onInput={(pointReason) => set({ pointReason })}
          error={wrong('pointReason')}
          required
          disabled={locked}
        />
      ) : null}
    </>
  );
}
