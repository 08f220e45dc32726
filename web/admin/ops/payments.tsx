import { useState } from 'preact/hooks';
import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { ProblemSummary } from '../../kit/errors.tsx';
import { TextArea, TextField } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
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
  const [done, setDone] = useState(false);
  const act = useAct('reopen-payment');
  const fields = useFields('reopen-payment', { applicationId: '', turn: '', reason: '' }, act);
  const { applicationId, turn, reason } = fields.values;
  const ready = applicationId.trim() !== '' && /^\d+$/.test(turn.trim()) && reason.trim() !== '';
  const send = async () => {
    const params = { applicationId: applicationId.trim() };
    const answer = await act.run({ params, body: { turn: Number(turn), reason } });
    setDone(answer !== undefined);
    return true;
  };
  return (
    <div class="stack">
      <PageTitle>{t('payments')}</PageTitle>
      <p class="read">{own('intro')}</p>
      <div class="form">
        <ProblemSummary problem={act.problem} />
        {done ? <Notice tone="good" title={own('done')} /> : null}
        <TextField {...fields.text('applicationId')} label={own('id')} required />
        <TextField
          {...fields.text('turn')}
          label={own('turn')}
          hint={own('turnHint')}
          inputMode="numeric"
          width="short"
          required
        />
        <TextArea {...fields.text('reason')} label={t('reason')} rows={3} required />
        <div class="actions">
          <AskButton label={own('submit')} disabled={!ready}>
            {(window) => (
              <ActDialog
                {...window}
                title={own('submit')}
                confirm={own('submit')}
                act={{ busy: act.busy }}
                send={send}
              >
                <p>{own('note')}</p>
              </ActDialog>
            )}
          </AskButton>
        </div>
      </div>
      <RuleQuote rules={['R59']} />
    </div>
  );
}
