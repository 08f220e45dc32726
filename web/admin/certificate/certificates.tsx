import { useState } from 'preact/hooks';
import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import { ApiProblem, call, type ResponseFor } from '../../kit/client.ts';
import { ProblemSummary } from '../../kit/errors.tsx';
import { TextArea, TextField } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { DescriptionList } from '../../kit/lists.tsx';
import { Notice, StatusTag } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { operator } from '../parts/access.ts';
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
  propose: ['提出撤销', 'Propose revocation'],
  revoke: ['确认撤销', 'Confirm the revocation'],
  refuse: ['不予确认', 'Refuse'],
  refuseReason: ['不予确认的理由', 'Why it is refused'],
  exactly: [
    '按上面所列的理由和文号撤销，不能改动，也不能撤回。',
    'It is revoked for the reason and under the number above, as they stand.',
  ],
  by: ['提出人', 'Proposed by'],
  at: ['提出时间', 'Proposed at'],
  note: [
    '撤销由两人办理：第一人提出，第二人确认后生效，记入诚信档案三年。',
    'Two persons revoke: the first proposes, the second confirms. It stays on the integrity record for three years.',
  ],
  proposed: ['已提出，须由另一人确认', 'Proposed; another person confirms'],
});

type Found = ResponseFor<'get-certificate'>;

/** T44, L24, D26: a certificate is found by its number, then revoked: one proposes, another confirms just that. */
export default function Certificates() {
  const [no, setNo] = useState('');
  const [found, setFound] = useState<Found>();
  const [problem, setProblem] = useState<ApiProblem>();
  const find = async (certificateNo: string) => {
    setProblem(undefined);
    setFound(undefined);
    try {
      setFound((await call('get-certificate', { params: { certificateNo } })).body);
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      setProblem(error);
    }
  };
  const submit = (event: Event) => {
    event.preventDefault();
    if (no.trim()) void find(no.trim());
  };
  return (
    <div class="stack">
      <PageTitle>{own('title')}</PageTitle>
      <form class="form" noValidate onSubmit={submit}>
        <TextField name="no" label={own('no')} value={no} onInput={setNo} width="middle" required />
        <div>
          <Button look="primary" type="submit">
            {own('find')}
          </Button>
        </div>
      </form>
      {problem?.status === 404 ? (
        <Notice tone="bad">{own('NOT_FOUND')}</Notice>
      ) : (
        <ProblemSummary problem={problem} />
      )}
      {found ? (
        <Result key={found.certificateNo} found={found} onChanged={() => void find(found.certificateNo)} />
      ) : null}
      <RuleQuote rules={['L24']} />
    </div>
  );
}

interface ResultProps {
  found: Found;
  onChanged(): void;
}

function Result({ found, onChanged }: ResultProps) {
  const { status, proposed } = found;
  const mine = proposed?.by.id === operator()?.session.id;
  return (
    <section class="panel stack tight read">
      <p>
        <StatusTag tone={status === 'VALID' ? 'good' : 'bad'}>{own(status)}</StatusTag>
      </p>
      <DescriptionList
        items={[
          { term: own('no'), value: found.certificateNo },
          { term: t('name'), value: found.name },
          { term: own('qualification'), value: found.qualification },
          { term: t('specialty'), value: found.specialty },
          { term: own('documentNo'), value: found.documentNo },
        ]}
      />
      {status === 'VALID' && !proposed ? <Propose found={found} onChanged={onChanged} /> : null}
      {proposed ? (
        <>
          <Notice tone="warn" title={own('proposed')}>
            <DescriptionList
              items={[
                { term: own('by'), value: proposed.by.name ?? proposed.by.id },
                { term: own('at'), value: showInstant(proposed.at) },
                { term: own('reason'), value: proposed.reason },
                { term: own('decisionNo'), value: proposed.documentNo },
              ]}
            />
          </Notice>
          <div class="row">
            {mine ? null : <Confirm found={found} onChanged={onChanged} />}
            <Refuse found={found} onChanged={onChanged} />
          </div>
        </>
      ) : null}
    </section>
  );
}

function Propose({ found, onChanged }: ResultProps) {
  const act = useAct('revoke-certificate', { onDone: onChanged });
  const { certificateNo } = found;
  const fields = useFields(`revoke.${certificateNo}`, { reason: '', documentNo: '' }, act);
  return (
    <div class="stack tight">
      <Notice tone="warn">{own('note')}</Notice>
      <TextArea {...fields.text('reason')} label={own('reason')} rows={3} required />
      <TextField {...fields.text('documentNo')} label={own('decisionNo')} width="middle" required />
      <div>
        <AskButton look="danger" label={own('propose')}>
          {(window) => (
            <ActDialog
              {...window}
              title={`${own('propose')}：${certificateNo}`}
              confirm={own('propose')}
              danger
              act={act}
              send={() => act.run({ params: { certificateNo }, body: fields.values })}
            />
          )}
        </AskButton>
      </div>
    </div>
  );
}

function Confirm({ found, onChanged }: ResultProps) {
  const act = useAct('revoke-certificate', { onDone: onChanged });
  const { certificateNo, proposed } = found;
  const proposal = proposed?.proposal ?? '';
  return (
    <AskButton look="danger" label={own('revoke')}>
      {(window) => (
        <ActDialog
          {...window}
          title={`${own('revoke')}：${certificateNo}`}
          confirm={own('revoke')}
          danger
          act={act}
          final={own('exactly')}
          send={() => act.run({ params: { certificateNo }, body: { proposal } })}
        />
      )}
    </AskButton>
  );
}

function Refuse({ found, onChanged }: ResultProps) {
  const act = useAct('revoke-certificate', { onDone: onChanged });
  const { certificateNo, proposed } = found;
  const proposal = proposed?.proposal ?? '';
  const fields = useFields(`keep.${certificateNo}.${proposal}`, { reason: '' }, act);
  const body = { proposal, refuse: true, ...fields.values };
  return (
    <AskButton look="secondary" label={own('refuse')}>
      {(window) => (
        <ActDialog
          {...window}
          title={`${own('refuse')}：${certificateNo}`}
          confirm={own('refuse')}
          act={act}
          send={() => act.run({ params: { certificateNo }, body })}
        >
          <TextArea {...fields.text('reason')} label={own('refuseReason')} rows={3} required />
        </ActDialog>
      )}
    </AskButton>
  );
}
