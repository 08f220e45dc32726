import { useLocation } from 'wouter-preact';
import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { TextArea } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { useAct } from '../../kit/query.ts';
import { t } from '../words.ts';

const own = defineMessages({
  declare: ['申请回避', 'Declare a recusal'],
  note: [
    '回避后您不再看到该申报人的材料，也不对其投票。申请后不能自行撤回。',
    'You no longer see this file and do not vote on it. It cannot be taken back.',
  ],
});

interface Props {
  sessionId: string;
  applicationId: string;
  name: string;
}

/** L18, B9: kinship, same unit, anything that could stand in the way. */
export function RecusalButton({ sessionId, applicationId, name }: Props) {
  const [, navigate] = useLocation();
  const act = useAct('declare-recusal', { stale: ['get-own-session', 'get-candidate'] });
  const fields = useFields(`recusal.${sessionId}.${applicationId}`, { reason: '' }, act);
  const send = async () => {
    const body = { applicationId, ...fields.values };
    if (await act.run({ params: { sessionId }, body })) navigate(`/expert/${sessionId}`);
  };
  return (
    <div>
      <AskButton label={own('declare')} look="secondary">
        {(window) => (
          <ActDialog
            {...window}
            title={`${own('declare')}：${name}`}
            confirm={own('declare')}
            danger
            act={act}
            send={send}
          >
            <p>{own('note')}</p>
            <TextArea {...fields.text('reason')} label={t('reason')} rows={2} required />
          </ActDialog>
        )}
      </AskButton>
    </div>
  );
}
