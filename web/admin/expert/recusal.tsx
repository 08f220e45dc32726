import { useState } from 'preact/hooks';
import { useLocation } from 'wouter-preact';
import { Button } from '../../kit/button.tsx';
import { ConfirmDialog } from '../../kit/dialog.tsx';
import { ProblemSummary } from '../../kit/errors.tsx';
import { TextArea } from '../../kit/fields.tsx';
import { errorOf, linesOf } from '../../kit/findings.ts';
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
  const [asking, setAsking] = useState(false);
  const [reason, setReason] = useState('');
  const [, navigate] = useLocation();
  const act = useAct('declare-recusal', { stale: ['get-own-session', 'get-candidate'] });
  const send = async () => {
    if (!(await act.run({ params: { sessionId }, body: { applicationId, reason } }))) return;
    navigate(`/expert/${sessionId}`);
  };
  return (
    <div>
      <Button onClick={() => setAsking(true)}>{own('declare')}</Button>
      <ConfirmDialog
        open={asking}
        title={`${own('declare')}：${name}`}
        confirm={own('declare')}
        danger
        busy={act.busy}
        onConfirm={() => void send()}
        onClose={() => setAsking(false)}
      >
        {asking ? (
          <>
            <ProblemSummary problem={act.problem} />
            <p>{own('note')}</p>
            <TextArea
              name="reason"
              label={t('reason')}
              rows={2}
              value={reason}
              onInput={setReason}
              error={errorOf(linesOf(act.problem?.errors), 'reason')}
              required
            />
          </>
        ) : null}
      </ConfirmDialog>
    </div>
  );
}
