import { useQuery } from '@tanstack/preact-query';
import { useState } from 'preact/hooks';
import { useSearch } from 'wouter-preact';
import { Button } from '../kit/button.tsx';
import { type ApiProblem, call, type Answer as Reply } from '../kit/client.ts';
import { TextField } from '../kit/fields.tsx';
import { showDate, showInstant } from '../kit/format.ts';
import { defineMessages } from '../kit/i18n.ts';
import { DescriptionList } from '../kit/lists.tsx';
import { StatusTag } from '../kit/notice.tsx';
import { RuleQuote } from '../kit/rule-quote.tsx';
import { PageTitle } from '../kit/shell.tsx';
import { QueryView } from '../kit/states.tsx';
import { t } from './words.ts';

const own = defineMessages({
  title: ['证书查验', 'Certificate check'],
  intro: [
    '输入证书编号和姓名，或扫描证书上的二维码。只有编号时，姓名以“*”遮盖。',
    'Enter number and name, or scan the code on the certificate. With the number alone, the name is masked.',
  ],
  no: ['证书编号', 'Certificate number'],
  check: ['查验', 'Check'],
  VALID: ['证书有效', 'The certificate is valid'],
  REVOKED: ['证书已撤销', 'The certificate has been revoked'],
  REPLACED: ['证书已换发', 'The certificate has been replaced'],
  NOT_FOUND: ['没有查到，请核对编号和姓名', 'Nothing found; please check number and name'],
  qualification: ['资格名称', 'Qualification'],
  date: ['取得资格时间', 'Awarded on'],
  documentNo: ['发文文号', 'Document'],
  revokedAt: ['撤销时间', 'Revoked on'],
});

interface Asked {
  no: string;
  name: string;
}

/** L22, V4: by number and name, or by the QR code (`?no=`). */
export function CertificatePage() {
  const search = new URLSearchParams(useSearch());
  const given = search.get('no') ?? '';
  const [no, setNo] = useState(given);
  const [name, setName] = useState('');
  const [asked, setAsked] = useState<Asked | undefined>(given ? { no: given, name: '' } : undefined);
  return (
    <div class="stack">
      <PageTitle>{own('title')}</PageTitle>
      <p class="read">{own('intro')}</p>
      <form
        class="form"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          if (no.trim()) setAsked({ no: no.trim(), name: name.trim() });
        }}
      >
        <TextField
          name="no"
          label={own('no')}
          value={no}
          onInput={setNo}
          autoComplete="off"
          width="middle"
          required
        />
        <TextField
          name="name"
          label={t('name')}
          value={name}
          onInput={setName}
          autoComplete="off"
          width="middle"
        />
        <div>
          <Button look="primary" type="submit">
            {own('check')}
          </Button>
        </div>
      </form>
      {asked ? <Answer asked={asked} /> : null}
      <RuleQuote rules={['L22']} />
    </div>
  );
}

function Answer({ asked }: { asked: Asked }) {
  const query = useQuery<Reply<'check-certificate'>, ApiProblem>({
    queryKey: ['check-certificate', asked],
    queryFn: () => call('check-certificate', { body: { certificateNo: asked.no, name: asked.name } }),
  });
  return (
    <QueryView query={query}>
      {({ body }) => (
        <section class="panel stack tight read" role="status">
          <p>
            <StatusTag tone={body.status === 'VALID' ? 'good' : 'bad'}>{own(body.status)}</StatusTag>
          </p>
          {body.status === 'NOT_FOUND' ? null : (
            <DescriptionList
              items={[
                { term: own('no'), value: body.certificateNo },
                { term: t('name'), value: body.name },
                { term: own('qualification'), value: body.qualification },
                { term: t('specialty'), value: body.specialty },
                { term: t('level'), value: body.level },
                body.qualificationDate
                  ? { term: own('date'), value: showDate(body.qualificationDate) }
                  : null,
                { term: own('documentNo'), value: body.documentNo },
                body.revokedAt ? { term: own('revokedAt'), value: showInstant(body.revokedAt) } : null,
              ]}
            />
          )}
        </section>
      )}
    </QueryView>
  );
}
