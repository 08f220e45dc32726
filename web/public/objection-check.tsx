import { useState } from 'preact/hooks';
import { checkReceipt } from '../../shared/rules/publicity/objection.ts';
import { Button } from '../kit/button.tsx';
import { call, type ResponseFor } from '../kit/client.ts';
import { ErrorSummary } from '../kit/errors.tsx';
import { TextField } from '../kit/fields.tsx';
import { fieldsOf, useWrong } from '../kit/form.ts';
import { showInstant } from '../kit/format.ts';
import { defineMessages } from '../kit/i18n.ts';
import { DescriptionList } from '../kit/lists.tsx';
import { PageTitle } from '../kit/shell.tsx';
import { QueryView } from '../kit/states.tsx';
import { useQuestion } from './question.ts';
import { Verdict } from './verdict.tsx';
import { t } from './words.ts';

const own = defineMessages({
  intro: [
    '输入提交异议时得到的回执编号，和当时填写的姓名；不具名的，姓名留空。',
    'Enter the number of the receipt that you were given, and the name that you gave then; none if you gave none.',
  ],
  no: ['回执编号', 'Receipt'],
  named: ['提出异议时填写的姓名', 'The name that you gave'],
  ask: ['查询', 'Ask'],
  OPEN: ['正在核查', 'The inquiry is under way'],
  CLEARED: ['已核查，异议不成立', 'The inquiry has ended: not upheld'],
  UPHELD: ['已核查，异议成立', 'The inquiry has ended: upheld'],
  CLOSED: ['申报已终止，不再核查', 'The declaration has ended; the inquiry is closed'],
  NOT_FOUND: ['没有查到，请核对回执编号和姓名', 'Nothing found; please check receipt and name'],
  at: ['提出时间', 'Received'],
});

const tones = {
  OPEN: 'info',
  CLEARED: 'neutral',
  UPHELD: 'warn',
  CLOSED: 'neutral',
  NOT_FOUND: 'neutral',
} as const;

/** D22: how an objection stands, to who has its receipt. */
export function ObjectionCheckPage() {
  const [form, setForm] = useState({ receiptNo: '', name: '' });
  const { lines, attempt, answer, submit } = useQuestion(form, {
    judge: ({ receiptNo }) => checkReceipt(receiptNo),
    ask: (body) => call('check-objection', { body }),
  });
  const wrong = useWrong(form, lines, [attempt]);
  const fields = fieldsOf(form, (change) => setForm({ ...form, ...change }), wrong);
  return (
    <div class="stack">
      <PageTitle>{t('follow')}</PageTitle>
      <p class="read">{own('intro')}</p>
      <form class="form" noValidate onSubmit={submit}>
        <ErrorSummary lines={lines} attempt={attempt} />
        <TextField
          {...fields.text('receiptNo')}
          label={own('no')}
          autoComplete="off"
          width="middle"
          required
        />
        <TextField {...fields.text('name')} label={own('named')} autoComplete="off" width="middle" />
        <div>
          <Button look="primary" type="submit">
            {own('ask')}
          </Button>
        </div>
      </form>
      {answer ? <QueryView query={answer}>{({ body }) => <Standing answer={body} />}</QueryView> : null}
    </div>
  );
}

function Standing({ answer }: { answer: ResponseFor<'check-objection'> }) {
  return (
    <Verdict tone={tones[answer.status]} title={own(answer.status)}>
      <DescriptionList
        items={[
          { term: own('no'), value: answer.receiptNo },
          answer.at ? { term: own('at'), value: showInstant(answer.at) } : null,
          { term: t('askedAt'), value: showInstant(answer.askedAt) },
        ]}
      />
    </Verdict>
  );
}
