import { useState } from 'preact/hooks';
import { nameDiffers } from '../../../shared/rules/people/verified-name.ts';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import { call, type ResponseFor } from '../../kit/client.ts';
import { TextArea } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { showDate, showInstant } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { ItemTable } from '../../kit/item-list.tsx';
import { StatusTag, toast } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { openLink } from '../parts/links.ts';
import { t } from '../words.ts';

const own = defineMessages({
  none: ['没有待审核的授权委托证明', 'No letters are waiting'],
  kind: ['事项', 'Matter'],
  FIRST: ['首次绑定', 'First binding'],
  RENEWAL: ['授权续期', 'Renewal'],
  RENAME: ['更名为“{name}”：{reason}', 'New name {name}: {reason}'],
  until: ['授权截止日：{date}', 'Authorised until {date}'],
  open: ['查看证明', 'Open the letter'],
  accept: ['通过，绑定单位', 'Accept and bind'],
  return: ['退回', 'Return'],
  acceptTitle: ['通过授权委托证明', 'Accept the letter'],
  acceptNote: [
    '账号将绑定“{name}”（{uscc}）。请核对单位名称、统一社会信用代码和公章。',
    'The account is bound to {name} ({uscc}). Check the name, the code and the seal.',
  ],
  returnTitle: ['退回授权委托证明', 'Return the letter'],
  remark: ['问题和改正方法', 'What is wrong and how to mend it'],
  acts: ['办理', 'Acts'],
  submitted: ['提交时间', 'Submitted'],
  hr: ['人事负责人', 'Head of HR'],
  signIn: ['登录实名：{name}。说明：{why}', 'Signed in as {name}. Reason: {why}'],
  uscc: ['统一社会信用代码', 'Credit code'],
  done: ['{name}：已办理', '{name}: done'],
});

type Letter = ResponseFor<'list-authorisations'>['items'][number];

/** R8, Q3: letters of authorisation to check. */
export default function Letters() {
  const query = useApi('list-authorisations', { every: 60_000 });
  const [chosen, setChosen] = useState<{ letter: Letter; decision: 'ACCEPT' | 'RETURN' }>();
  return (
    <div class="stack">
      <PageTitle>{t('letters')}</PageTitle>
      <ItemTable
        caption={t('letters')}
        query={query}
        keyOf={(row) => row.uscc}
        none={own('none')}
        columns={[
          { key: 'name', label: t('unitName'), cell: (row) => row.unitName },
          { key: 'kind', label: own('kind'), cell: (row) => kindOf(row) },
          { key: 'uscc', label: own('uscc'), cell: (row) => row.uscc },
          { key: 'hr', label: own('hr'), cell: (row) => <HeadOfHr letter={row} /> },
          { key: 'at', label: own('submitted'), cell: (row) => showInstant(row.updatedAt) },
          {
            key: 'acts',
            label: own('acts'),
            cell: (row) => (
              <Acts letter={row} onDecide={(decision) => setChosen({ letter: row, decision })} />
            ),
          },
        ]}
      />
      <RuleQuote rules={['R7', 'R8']} />
      {chosen ? <DecideLetter {...chosen} onClose={() => setChosen(undefined)} /> : null}
    </div>
  );
}

/** What the letter asks, in words; until when (D33). */
function kindOf({ letter, validTo }: Letter): string {
  const { kind = 'FIRST', name = '', reason = '' } = letter ?? {};
  const day = letter?.validTo ?? validTo;
  return [own(kind, { name, reason }), ...(day ? [own('until', { date: showDate(day) })] : [])].join(' · ');
}

/** D16: a name that is not the verified one of the sign-in, with the reason given. */
function HeadOfHr({ letter: { hrName = '', accountName = '', hrNameReason } }: { letter: Letter }) {
  if (!nameDiffers({ name: hrName, signInName: accountName })) return <>{hrName}</>;
  return (
    <>
      {hrName}{' '}
      <StatusTag tone="warn">{own('signIn', { name: accountName, why: hrNameReason ?? '—' })}</StatusTag>
    </>
  );
}

function Acts({ letter, onDecide }: { letter: Letter; onDecide(decision: 'ACCEPT' | 'RETURN'): void }) {
  const link = async () => (await call('get-authorisation-file', { params: { uscc: letter.uscc } })).body.url;
  return (
    <div class="row">
      <Button look="plain" onClick={() => void openLink(link())}>
        {own('open')}
      </Button>
      <Button look="primary" onClick={() => onDecide('ACCEPT')}>
        {own('accept')}
      </Button>
      <Button onClick={() => onDecide('RETURN')}>{own('return')}</Button>
    </div>
  );
}

interface DecideProps {
  letter: Letter;
  decision: 'ACCEPT' | 'RETURN';
  onClose(): void;
}

function DecideLetter({ letter, decision, onClose }: DecideProps) {
  const act = useAct('decide-authorisation', { stale: ['list-authorisations'] });
  const accept = decision === 'ACCEPT';
  const { uscc, unitName: name, version } = letter;
  const fields = useFields(`letter.${uscc}.${version}`, { remark: '' }, act);
  const send = async () => {
    const { remark } = fields.values;
    const body = { version, decision, ...(remark.trim() ? { remark } : {}) };
    const answer = await act.run({ params: { uscc }, body });
    if (answer) toast(own('done', { name }));
    return answer;
  };
  return (
    <ActDialog
      title={own(accept ? 'acceptTitle' : 'returnTitle')}
      confirm={own(accept ? 'accept' : 'return')}
      act={act}
      autofocus={accept}
      send={send}
      onClose={onClose}
    >
      {accept ? (
        <>
          <p>{own('acceptNote', { name: letter.letter?.name ?? name, uscc })}</p>
          <p>{kindOf(letter)}</p>
        </>
      ) : (
        <TextArea {...fields.text('remark')} label={own('remark')} rows={3} required />
      )}
    </ActDialog>
  );
}
