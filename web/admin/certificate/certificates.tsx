import { useState } from 'preact/hooks';
import { ActDialog, AskButton, words as kit } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import { call, type ResponseFor } from '../../kit/client.ts';
import { ProblemSummary } from '../../kit/errors.tsx';
import { TextArea, TextField } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';
import { Notice, StatusTag } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { t } from '../words.ts';

const own = defineMessages({
  title: ['撤销证书', 'Revoke a certificate'],
  no: ['证书编号', 'Certificate number'],
  find: ['查找', 'Find'],
  VALID: ['有效', 'Valid'],
  REVOKED: ['已撤销', 'Revoked'],
  REPLACED: ['已换发', 'Replaced'],
  NOT_FOUND: ['没有此证书', 'No such certificate'],
  qualification: ['资格', 'Qualification'],
  documentNo: ['发文文号', 'Document'],
  reason: ['撤销理由', 'Reason'],
  decisionNo: ['撤销决定文号', 'Number of the decision'],
  revoke: ['撤销证书', 'Revoke'],
  note: [
    '撤销由两人办理：第一人提出，第二人确认后生效，记入诚信档案三年。',
    'Two persons revoke: the first proposes, the second confirms. It stays on the integrity record for three years.',
  ],
  proposed: ['已提出，须由另一人确认', 'Proposed; another person confirms'],
});

type Found = ResponseFor<'check-certificate'>;

/** T44, L24: a certificate is found by its number, then revoked by decision. */
export default function Certificates() {
  const [no, setNo] = useState('');
  const [found, setFound] = useState<Found>();
  const find = async (event: Event) => {
    event.preventDefault();
    if (!no.trim()) return;
    const answer = await call('check-certificate', { body: { certificateNo: no.trim() } });
    setFound(answer.body);
  };
  return (
    <div class="stack">
      <PageTitle>{own('title')}</PageTitle>
      <form class="form" noValidate onSubmit={(event) => void find(event)}>
        <TextField name="no" label={own('no')} value={no} onInput={setNo} width="middle" required />
        <div>
          <Button look="primary" type="submit">
            {own('find')}
          </Button>
        </div>
      </form>
      {found ? <Result key={found.certificateNo} found={found} onChanged={setFound} /> : null}
      <RuleQuote rules={['L24']} />
    </div>
  );
}

function Result({ found, onChanged }: { found: Found; onChanged(found: Found): void }) {
  const tone = found.status === 'VALID' ? 'good' : 'bad';
  return (
    <section class="panel stack tight read">
      <p>
        <StatusTag tone={tone}>{own(found.status)}</StatusTag>
      </p>
      {found.status === 'NOT_FOUND' ? null : (
        <DescriptionList
          items={[
            { term: own('no'), value: found.certificateNo },
            { term: t('name'), value: found.name },
            { term: own('qualification'), value: found.qualification },
            { term: t('specialty'), value: found.specialty },
            { term: own('documentNo'), value: found.documentNo },
          ]}
        />
      )}
      {found.status === 'VALID' ? <Revoke found={found} onChanged={onChanged} /> : null}
    </section>
  );
}

function Revoke({ found, onChanged }: { found: Found; onChanged(found: Found): void }) {
  const [proposed, setProposed] = useState(false);
  const act = useAct('revoke-certificate');
  const fields = useFields({ reason: '', documentNo: '' }, act.problem);
  const { certificateNo } = found;
  const send = async () => {
    const answer = await act.run({ params: { certificateNo }, body: fields.values });
    if (answer?.body.status === 'VALID') setProposed(true);
    else if (answer) onChanged(answer.body);
    return true;
  };
  if (proposed) return <Notice tone="good">{own('proposed')}</Notice>;
  return (
    <div class="stack tight">
      <ProblemSummary problem={act.problem} />
      <Notice tone="warn">{own('note')}</Notice>
      <TextArea {...fields.text('reason')} label={own('reason')} rows={3} required />
      <TextField {...fields.text('documentNo')} label={own('decisionNo')} width="middle" required />
      <div>
        <AskButton look="danger" label={own('revoke')}>
          {(window) => (
            <ActDialog
              {...window}
              title={`${own('revoke')}：${certificateNo}`}
              confirm={own('revoke')}
              danger
              act={{ busy: act.busy }}
              send={send}
            >
              <p>{kit('irreversible')}</p>
            </ActDialog>
          )}
        </AskButton>
      </div>
    </div>
  );
}
