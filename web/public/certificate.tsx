import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { useSearch } from 'wouter-preact';
import { checkQuestion } from '../../shared/rules/certificate/certificate.ts';
import { Button } from '../kit/button.tsx';
import { type ApiProblem, call, type Answer as Reply, type ResponseFor } from '../kit/client.ts';
import { ErrorSummary } from '../kit/errors.tsx';
import { TextField } from '../kit/fields.tsx';
import { type Line, linesOf } from '../kit/findings.ts';
import { fieldsOf, useWrong } from '../kit/form.ts';
import { showDate, showInstant } from '../kit/format.ts';
import { defineMessages } from '../kit/i18n.ts';
import { DescriptionList } from '../kit/lists.tsx';
import { RuleQuote } from '../kit/rule-quote.tsx';
import { PageTitle } from '../kit/shell.tsx';
import { QueryView } from '../kit/states.tsx';
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
  documentNo: ['发文文号', 'Document'],
  revokedAt: ['撤销时间', 'Revoked on'],
  askedAt: ['查询时间', 'Time of this query'],
});

interface Question {
  certificateNo: string;
  name: string;
}

/** L22, V4: by number and name; the QR code (`?no=`) knows the number. */
export function CertificatePage() {
  const search = new URLSearchParams(useSearch());
  const [form, setForm] = useState<Question>({ certificateNo: search.get('no') ?? '', name: '' });
  const [early, setEarly] = useState<readonly Line[]>([]);
  const [asked, setAsked] = useState<{ question: Question; attempt: number }>();
  const wrong = useWrong(form, early, [early]);
  const fields = fieldsOf(form, (change) => setForm({ ...form, ...change }), wrong);
  const submit = (event: Event) => {
    event.preventDefault();
    const found = linesOf(checkQuestion(form));
    setEarly(found);
    setAsked(found.length > 0 ? undefined : { question: form, attempt: (asked?.attempt ?? 0) + 1 });
  };
  return (
    <div class="stack">
      <PageTitle>{own('title')}</PageTitle>
      <p class="read">{own('intro')}</p>
      <form class="form" noValidate onSubmit={submit}>
        <ErrorSummary lines={early} attempt={early} />
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
      {asked ? <Answer {...asked} /> : null}
      <RuleQuote rules={['L22']} />
    </div>
  );
}

function Answer({ question, attempt }: { question: Question; attempt: number }) {
  const query = useQuery<Reply<'check-certificate'>, ApiProblem>({
    queryKey: ['check-certificate', question, attempt],
    queryFn: () => call('check-certificate', { body: question }),
    // Asked once a press: the answer is of that moment, and nobody's limit is used up by a window that comes forward.
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  return <QueryView query={query}>{({ body }) => <Statement answer={body} />}</QueryView>;
}

const looks = {
  VALID: ['good', '✓'],
  REVOKED: ['bad', '✕'],
  REPLACED: ['warn', '!'],
  NOT_FOUND: ['neutral', '○'],
} as const;

/** The answer over the width of the page, with what it is about and the time that it is of: people take pictures of it. */
function Statement({ answer }: { answer: ResponseFor<'check-certificate'> }) {
  const { status } = answer;
  const [tone, icon] = looks[status];
  const known = status !== 'NOT_FOUND';
  return (
    <section class={`verdict ${tone} stack tight`} role="status">
      <h2>
        <span aria-hidden="true">{icon} </span>
        {own(status)}
      </h2>
      {known ? null : <p>{own('notFoundNote')}</p>}
      <DescriptionList
        items={[
          { term: own('no'), value: answer.certificateNo },
          answer.revokedAt ? { term: own('revokedAt'), value: showInstant(answer.revokedAt) } : null,
          { term: own('askedAt'), value: showInstant(answer.askedAt) },
          ...(known
            ? [
                { term: t('name'), value: answer.name },
                { term: own('qualification'), value: answer.qualification },
                { term: t('specialty'), value: answer.specialty },
                { term: t('level'), value: answer.level },
                answer.qualificationDate
                  ? { term: own('date'), value: showDate(answer.qualificationDate) }
                  : null,
                { term: own('documentNo'), value: answer.documentNo },
              ]
            : []),
        ]}
      />
    </section>
  );
}
