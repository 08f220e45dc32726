import { useState } from 'preact/hooks';
import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { ProblemSummary } from '../../kit/errors.tsx';
import { TextArea, TextField } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { showInstant, showUntil } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { ItemList } from '../../kit/item-list.tsx';
import { DescriptionList } from '../../kit/lists.tsx';
import { Notice, toast } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
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
  turnNow: [
    '没有办理：此件现为第 {present} 轮，所填为 {found}。请核对后填写 {present} 再办理。',
    'Nothing was done: its present turn is {present}, not {found}. Check it, then give {present}.',
  ],
  submit: ['重新开放缴费', 'Re-open the payment'],
  note: ['只能重新开放一次。', 'This can be done only once.'],
  asked: ['申报人的申请', 'Requests of applicants'],
  none: ['没有待处理的申请', 'Nobody is asking'],
  askedAt: ['申请时间', 'Asked'],
  until: ['宽限期至', 'Grace until'],
  byHand: ['按申报标识办理', 'By application id'],
  refuse: ['不予同意', 'Refuse'],
  refuseNote: ['申报人将看到理由，且不能再次申请。', 'The applicant reads the reason and cannot ask again.'],
  refused: ['已答复申报人', 'The applicant has been answered'],
  done: ['已重新开放缴费', 'The payment is open again'],
});

/** Q16. */
export default function PaymentsPage() {
  const [done, setDone] = useState(false);
  const act = useAct('reopen-payment');
  const fields = useFields('reopen-payment', { applicationId: '', turn: '', reason: '' }, act);
  const { applicationId, turn, reason } = fields.values;
  const told = act.problem?.errors.find((one) => one.code === 'TURN')?.allowed;
  const present = told === undefined ? undefined : Number(told);
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
      <Requests />
      <h2>{own('byHand')}</h2>
      <p class="read">{own('intro')}</p>
      <div class="form">
        {present === undefined ? <ProblemSummary problem={act.problem} /> : null}
        {done ? <Notice tone="good" title={own('done')} /> : null}
        <TextField {...fields.text('applicationId')} label={own('id')} required />
        <TextField
          {...fields.text('turn')}
          {...(present === undefined || Number(turn) === present
            ? {}
            : { error: own('turnNow', { found: turn, present }) })}
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

/** T17c: what the applicants themselves have asked for. */
function Requests() {
  const query = useApi('list-reopenings', { every: 60_000 });
  return (
    <section class="stack tight">
      <h2>{own('asked')}</h2>
      <ItemList class="cards-list" query={query} keyOf={(one) => one.applicationId} none={own('none')}>
        {(one) => <Request one={one} />}
      </ItemList>
    </section>
  );
}

type Asked = ResponseFor<'list-reopenings'>['items'][number];

function Request({ one }: { one: Asked }) {
  return (
    <div class="stack tight">
      <h3>{one.applicationNo ?? one.applicationId}</h3>
      <DescriptionList
        items={[
          { term: t('plan'), value: say(one.planName) },
          { term: own('askedAt'), value: showInstant(one.askedAt) },
          { term: own('until'), value: showUntil(one.until) },
          { term: t('reason'), value: one.reason },
        ]}
      />
      {/* Equal weight: the page takes no side. */}
      <div class="row">
        <Answer one={one} decision="REOPEN" />
        <Answer one={one} decision="REFUSE" />
      </div>
    </div>
  );
}

const said = {
  REOPEN: { label: 'submit', note: 'note', done: 'done' },
  REFUSE: { label: 'refuse', note: 'refuseNote', done: 'refused' },
} as const;

/** Granted or refused with a reason, which the applicant reads (T17b, T17d). */
function Answer({ one, decision }: { one: Asked; decision: keyof typeof said }) {
  const { applicationId, turn } = one;
  const { label, note, done } = said[decision];
  const act = useAct('reopen-payment', { stale: ['list-reopenings'] });
  const name = `reopen-payment.${applicationId}.${turn}.${decision}`;
  const fields = useFields(name, { reason: '' }, act);
  const send = async () => {
    const answer = await act.run({ params: { applicationId }, body: { turn, decision, ...fields.values } });
    if (answer) toast(own(done));
    return answer;
  };
  return (
    <AskButton label={own(label)} look="secondary">
      {(window) => (
        <ActDialog {...window} title={own(label)} confirm={own(label)} act={act} send={send}>
          <p>{own(note)}</p>
          <TextArea {...fields.text('reason')} label={t('reason')} rows={3} required />
        </ActDialog>
      )}
    </AskButton>
  );
}
