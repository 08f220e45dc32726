import { useEffect } from 'preact/hooks';
import { Select } from '../../kit/fields.tsx';
import { say } from '../../kit/i18n.ts';
import { useApi } from '../../kit/query.ts';
import { t } from '../words.ts';

/** The plan that an act of the office is about; the only one is chosen by itself. */
export function PlanSelect({ value, onChange }: { value: string; onChange(planCode: string): void }) {
  const items = useApi('list-plans').data?.body.items ?? [];
  const first = items[0]?.planCode;
  useEffect(() => {
    if (!value && first) onChange(first);
  }, [value, first, onChange]);
  return (
    <Select
      name="planCode"
      label={t('plan')}
      value={value}
      onChange={onChange}
      choices={items.map((plan) => ({ value: plan.planCode, label: say(plan.names) }))}
      required
    />
  );
}
