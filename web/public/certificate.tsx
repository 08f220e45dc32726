import { useState } from 'preact/hooks';
import { useSearch } from 'wouter-preact';
import { checkQuestion } from '../../shared/rules/certificate/certificate.ts';
import { Button } from '../kit/button.tsx';
import { call, type ResponseFor } from '../kit/client.ts';
import { ErrorSummary } from '../kit/errors.tsx';
import { TextField } from '../kit/fields.tsx';
import { fieldsOf, useWrong } from '../kit/form.ts';
import { showDate, showInstant } from '../kit/format.ts';
import { defineMessages } from '../kit/i18n.ts';
import { DescriptionList } from '../kit/lists.tsx';
import { RuleQuote } from '../kit/rule-quote.tsx';
import { PageTitle } from '../kit/shell.tsx';
import { QueryView } from '../kit/states.tsx';
import { useQuestion } from './question.ts';
import { Verdict } from './verdict.tsx';
import { t } from './words.ts';

const own = defineMessages({
  title: ['证书查验', 'Certificate check'],
  intro: [
    '输入证书编号和持证人姓名，两项一致才显示结果。证书上的二维码会填好编号。',
    'Enter the number and the holder’s name; only both together are answered. The code on the certificate fills in the number.',
  ],
  no: ['证书编号', 'Certificate number'],
  holder: ['持证人姓名', 'Name of the holder'],
  check: ['查验', 'Check'],
  VALID: ['证书有效', 'The certificate is valid'],
  REVOKED: ['证书已撤销', 'The certificate has been revoked'],
  REPLACED: ['证书已换发，以新证书为准', 'The certificate has been replaced by another one'],
  NOT_FOUND: ['没有查到，请核对编号和姓名', 'Nothing found; please check number and name'],
  notFoundNote: [
    '编号不存在、姓名不一致、证书尚未生效，答复都是这一句。',
    'The answer is the same for a number that does not exist, another name, and a certificate not yet in force.',
  ],
  qualification: ['资格名称', 'Qualification'],
  date: ['取得资格时间', 'Awarded on'],
  passedAt: ['评审通过日期', 'Passed on'],
  documentDate: ['发文日期', 'Day of the document'],
  documentNo: ['发文文号', 'Document'],
  revokedAt: ['撤销时间', 'Revoked on'],
});

interface Question {
  certificateNo: string;
  name: string;
}

/** L22, V4: by number and name; the QR code (`?no=`) knows the number. */
export function CertificatePage() {
  const search = new URLSearchParams(useSearch());
  const [form, setForm] = useState<Question>({ certificateNo: search.get('no') ?? '', name: '' });
  const { lines, attempt, answer, submit } = useQuestion(form, {
    judge: checkQuestion,
    ask: (body) => call('check-certificate', { body }),
  });
  const wrong = useWrong(form, lines, [attempt]);
  const fields = fieldsOf(form, (change) => setForm({ ...form, ...change }), wrong);
  return (
    <div class="stack">
      <PageTitle>{own('title')}</PageTitle>
      <p class="read">{own('intro')}</p>
      <form class="form" noValidate onSubmit={submit}>
        <ErrorSummary lines={lines} attempt={attempt} />
        <TextField
          {...fields.text('certificateNo')}
          label={own('no')}
          autoComplete="off"
          width="middle"
          required
        />
        <TextField
          {...fields.text('name')}
          label={own('holder')}
          autoComplete="off"
          width="middle"
          required
        />
        <div>
          <Button look="primary" type="submit">
            {own('check')}
          </Button>
        </div>
      </form>
      {answer ? <QueryView query={answer}>{({ body }) => <Statement answer={body} />}</QueryView> : null}
      <RuleQuote rules={['L22']} />
    </div>
  );
}

const tones = { VALID: 'good', REVOKED: 'bad', REPLACED: 'warn', NOT_FOUND: 'neutral' } as const;

function Statement({ answer }: { answer: ResponseFor<'check-certificate'> }) {
  const { status } = answer;
  const known = status !== 'NOT_FOUND';
  return (
    <Verdict tone={tones[status]} title={own(status)}>
      {known ? null : <p>{own('notFoundNote')}</p>}
      <DescriptionList
        items={[
          { term: own('no'), value: answer.certificateNo },
          answer.revokedAt ? { term: own('revokedAt'), value: showInstant(answer.revokedAt) } : null,
          { term: t('askedAt'), value: showInstant(answer.askedAt) },
          ...(known
            ? [
                { term: t('name'), value: answer.name },
                { term: own('qualification'), value: answer.qualification },
                { term: t('specialty'), value: answer.specialty },
                { term: t('level'), value: answer.level },
                answer.qualificationDate
                  ? { term: own('date'), value: showDate(answer.qualificationDate) }
                  : null,
                answer.passedAt ? { term: own('passedAt'), value: showDate(answer.passedAt) } : null,
                { term: own('documentNo'), value: answer.documentNo },
                answer.documentDate
                  ? { term: own('documentDate'), value: showDate(answer.documentDate) }
                  : null,
              ]
            : []),
        ]}
      />
    </Verdict>
  );
}
