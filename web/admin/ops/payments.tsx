import { useState } from 'preact/hooks';
import { Button } from '../../kit/button.tsx';
import { ConfirmDialog } from '../../kit/dialog.tsx';
import { ProblemSummary } from '../../kit/errors.tsx';
import { TextArea, TextField } from '../../kit/fields.tsx';
import { errorOf, linesOf } from '../../kit/findings.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { Notice } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { t } from '../words.ts';

const own = defineMessages({
  intro: [
    '逾期未缴费的申报，在宽限期内可以重新开放一次缴费。运维不查看申报内容，请按申报人或受理点提供的申报标识和轮次办理。',
    'A lapsed payment can be re-opened once within the grace period. Operations do not read applications: use the id and turn that the applicant or the point gives.',
  ],
  id: ['申报标识', 'Application id'],
  turn: ['轮次', 'Turn'],
  turnHint: [
    '申报当前的轮次；若不一致会提示现在的轮次。',
    'The present turn; another one is refused and told.',
  ],
  submit: ['重新开放缴费', 'Re-open the payment'],
  note: ['只能重新开放一次。', 'This can be done only once.'],
  done: ['已重新开放缴费', 'The payment is open again'],
});

/** Q16. */
export default function PaymentsPage() {
  const [applicationId, setId] = useState('');
  const [turn, setTurn] = useState('');
  const [reason, setReason] = useState('');
  const [asking, setAsking] = useState(false);
  const [done, setDone] = useState(false);
  const act = useAct('reopen-payment');
  const wrong = (name: string) => errorOf(linesOf(act.problem?.errors), name);
  const ready = applicationId.trim() !== '' && /^\d+$/.test(turn.trim()) && reason.trim() !== '';
  const send = async () => {
    const params = { applicationId: applicationId.trim() };
    const answer = await act.run({ params, body: { turn: Number(turn), reason } });
    setAsking(false);
    setDone(answer !== undefined);
  };
  return (
    <div class="stack">
      <PageTitle>{t('payments')}</PageTitle>
      <p class="read">{own('intro')}</p>
      <div class="form">
        <ProblemSummary problem={act.problem} />
        {done ? <Notice tone="good" title={own('done')} /> : null}
        <TextField name="applicationId" label={own('id')} value={applicationId} onInput={setId} required />
        <TextField
          name="turn"
          label={own('turn')}
          hint={own('turnHint')}
          value={turn}
          onInput={setTurn}
          inputMode="numeric"
          width="short"
          error={wrong('turn')}
          required
        />
        <TextArea
          name="reason"
          label={t('reason')}
          rows={3}
          value={reason}
          onInput={setReason}
          error={wrong('reason')}
          required
        />
        <div class="actions">
          <Button look="primary" disabled={!ready} onClick={() => setAsking(true)}>
            {own('submit')}
          </Button>
        </div>
      </div>
      <ConfirmDialog
        open={asking}
        title={own('submit')}
        confirm={own('submit')}
        busy={act.busy}
        onConfirm={() => void send()}
        onClose={() => setAsking(false)}
      >
        <p>{own('note')}</p>
      </ConfirmDialog>
      <RuleQuote rules={['R59']} />
    </div>
  );
}
