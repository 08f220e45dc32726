import { useApi } from '../../kit/query.ts';
import { deskName, t } from '../words.ts';
import { Desk } from './desk.tsx';
import { staffDesk } from './source.ts';

export default function StaffDesk({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const self = useApi('get-staff').data?.body;
  const title = self ? `${t('desk')} · ${deskName(self)}` : t('desk');
  return <Desk source={staffDesk} title={title} id={params.id} />;
}
