import { useState } from 'preact/hooks';
import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { Link } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { ProblemSummary } from '../../kit/errors.tsx';
import { RadioCards, TextField } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { Notice } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { SelectRows, useWholeQueue } from '../desk/select-queue.tsx';
import { PlanSelect } from '../parts/plan-select.tsx';
import { t } from '../words.ts';
import { Excluded } from './publicities.tsx';

const own = defineMessages({
  title: ['拟定公示', 'Prepare a publicity'],
  kind: ['公示类别', 'Kind'],
  PRE: ['评前公示', 'First publicity'],
  PREhint: ['办公室审核通过、尚未公示的申报', 'What the office has passed and not published'],
  RESULT: ['评审结果公示', 'Result publicity'],
  RESULThint: ['评审通过、会议已封存的申报', 'What has passed in sealed sessions'],
  name: ['公示标题', 'Title of the notice'],
  list: ['列入公示的申报', 'Who is listed'],
  prepare: ['拟定公示（{n} 人）', 'Prepare for {n} people'],
  confirmTitle: ['请核对公示名单', 'Check the list'],
  confirmNote: ['共 {n} 人。拟定后由另一人核对并发布。', '{n} people. Another person checks and opens it.'],
  confirm: ['拟定公示', 'Prepare'],
  done: ['已拟定，列入 {n} 人', 'Prepared with {n} people'],
  next: [
    '请另一位同事登录后，在“公示”页发布。',
    'Another person now signs in and opens it on the page of publicities.',
  ],
  back: ['返回公示列表', 'Back to the publicities'],
});

type Prepared = ResponseFor<'prepare-publicity'>;

interface Form {
  kind: 'PRE' | 'RESULT';
  planCode: string;
  title: string;
  /** Applications on the list. */
  selected: string[];
}
const blank: Form = { kind: 'PRE', planCode: '', title: '', selected: [] };

/** From a selection to a prepared list: the count and the names are on the screen before anything is stored. */
export default function PreparePublicity() {
  const [done, setDone] = useState<Prepared>();
  const act = useAct('prepare-publicity', { stale: ['list-office-publicities'] });
  const fields = useFields<Form>('publicity', blank, act);
  const { kind, planCode, title, selected } = fields.values;
  const rows = useWholeQueue(kind === 'PRE' ? 'OFFICE_AUDITED' : 'RESULT_PREPARATION', planCode);
  const chosen = rows?.filter((row) => selected.includes(row.applicationId)) ?? [];
  const prepare = async () => {
    const applicationIds = chosen.map((row) => row.applicationId);
    const answer = await act.run({ body: { kind, planCode, title, applicationIds } });
    if (answer) setDone(answer.body);
    return true;
  };
  if (done) return <Done prepared={done} />;
  return (
    <div class="stack">
      <PageTitle>{own('title')}</PageTitle>
      <ProblemSummary problem={act.problem} />
      <div class="form">
        <RadioCards
          name="kind"
          label={own('kind')}
          value={kind}
          onChange={(value) => fields.set({ kind: value as Form['kind'], selected: [] })}
          choices={[
            { value: 'PRE', label: own('PRE'), hint: own('PREhint') },
            { value: 'RESULT', label: own('RESULT'), hint: own('RESULThint') },
          ]}
          inline
          required
        />
        <PlanSelect value={planCode} onChange={(code) => fields.set({ planCode: code })} />
        <TextField {...fields.text('title')} label={own('name')} required />
      </div>
      <h2>{own('list')}</h2>
      <SelectRows
        caption={own('list')}
        rows={rows}
        selected={selected}
        onSelect={(ids) => fields.set({ selected: ids })}
      />
      <div class="actions">
        <AskButton label={own('prepare', { n: chosen.length })} disabled={chosen.length === 0}>
          {(window) => (
            <ActDialog
              {...window}
              title={own('confirmTitle')}
              confirm={own('confirm')}
              act={{ busy: act.busy }}
              send={prepare}
            >
              <p>{own('confirmNote', { n: chosen.length })}</p>
              <ol class="confirm-list">
                {chosen.map((row) => (
                  <li key={row.applicationId}>
                    {row.applicantName} · {row.unitName} · {row.applicationNo}
                  </li>
                ))}
              </ol>
            </ActDialog>
          )}
        </AskButton>
      </div>
    </div>
  );
}

function Done({ prepared }: { prepared: Prepared }) {
  return (
    <div class="stack read">
      <PageTitle>{own('title')}</PageTitle>
      <Notice tone="good" title={own('done', { n: prepared.count })}>
        <p>{own('next')}</p>
      </Notice>
      <Excluded excluded={prepared.excluded} />
      <p>
        <Link href="/publicities" look="primary">
          {own('back')}
        </Link>
      </p>
      <p class="quiet">{t('twoPersons')}</p>
    </div>
  );
}
