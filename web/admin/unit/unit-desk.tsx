import { useApi } from '../../kit/query.ts';
import { Desk } from '../desk/desk.tsx';
import { unitDesk } from '../desk/source.ts';
import { t } from '../words.ts';

export default function UnitDesk({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const unit = useApi('get-unit').data?.body;
  return (
    <Desk
      source={unitDesk}
      title={unit ? `${t('applications')} · ${unit.name}` : t('applications')}
      id={params.id}
    />
  );
}
