import { useLocation } from 'wouter-preact';
import { Button } from '../../kit/button.tsx';
import { DateField } from '../../kit/date-field.tsx';
import { ProblemSummary } from '../../kit/errors.tsx';
import { TextArea, TextField } from '../../kit/fields.tsx';
import { errorOf, linesOf } from '../../kit/findings.ts';
import { useFields } from '../../kit/form.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { useAct, useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { Table } from '../../kit/table.tsx';
import { TextFilePicker } from '../../kit/text-file-picker.tsx';
import { SelectRows, useWholeQueue } from '../desk/select-queue.tsx';
import { PlanSelect } from '../parts/plan-select.tsx';
import { t } from '../words.ts';
import { type PoolExpert, type PoolFault, poolColumns, readPool } from './pool-file.ts';
import { officeName } from './session-words.ts';

const own = defineMessages({
  title: ['新建评审会议', 'Plan a session'],
  name: ['会议名称', 'Name'],
  date: ['会议日期', 'Date'],
  size: ['评委会人数（奇数，不少于 {min}）', 'Members (odd, at least {min})'],
  pool: ['评审专家库名单', 'Pool of experts'],
  poolHint: [
    '粘贴或选择文件：JSON 列表，或带表头的 CSV（{columns}）。',
    'Paste or choose a file: a JSON list, or CSV with the head {columns}.',
  ],
  poolFile: ['选择名单文件', 'Choose a file'],
  at: ['第 {row} 行', 'row {row}'],
  atColumn: ['第 {row} 行“{column}”列', 'row {row}, column {column}'],
  HEAD: ['没有表头（须含 expertId）或没有内容', 'no head (with expertId) or no rows'],
  LIST: ['不是专家的列表', 'no list of experts'],
  VALUE: ['缺失或不能识别', 'missing or not readable'],
  TWICE: ['与前面的行重复', 'given in an earlier row already'],
  ROUNDED: [
    '被表格软件改成了科学计数，后面的数字已丢失，请把该列设为文本后重填',
    'turned into a rounded figure by the spreadsheet; set the column to text and enter it again',
  ],
  more: ['等共 {n} 处', 'and more, {n} in all'],
  poolRead: ['已读入 {n} 名专家', '{n} experts read'],
  office: ['职务', 'Office'],
  term: ['任期', 'Term'],
  candidates: ['参评人员（待评审）', 'Candidates (ready for review)'],
  create: ['新建会议（{n} 人参评）', 'Plan it with {n} candidates'],
});

interface Form {
  planCode: string;
  name: string;
  date?: string;
  size: string;
  /** The pool of experts, as it was pasted. */
  pool: string;
  /** Applications of the candidates. */
  selected: string[];
}
const blank: Form = { planCode: '', name: '', size: '', pool: '', selected: [] };

/** L2, B1: name, day, size, the pool to be frozen, and who is on the list. */
export default function NewSession() {
  const [, navigate] = useLocation();
  const act = useAct('create-session', { stale: ['list-sessions'] });
  const fields = useFields<Form>('session', blank, act);
  const { planCode, name, date, size, pool: poolText, selected } = fields.values;
  const plan = useApi('get-plan', { params: { planCode }, enabled: planCode !== '' }).data?.body.plan;
  const rows = useWholeQueue('SESSION_ASSIGNMENT', planCode);
  // Who has left the queue since he was ticked is not on the list.
  const chosen = selected.filter((id) => rows?.some((row) => row.applicationId === id));
  const pool = poolText.trim() ? readPool(poolText) : undefined;
  const wrong = (field: string) => errorOf(linesOf(act.problem?.errors), field);
  const min = plan?.committee.min ?? 1;
  const experts = pool?.ok ? pool.experts : [];
  const submit = async (event: Event) => {
    event.preventDefault();
    const answer = await act.run({
      body: {
        ...{ planCode, name, date: date ?? '', size: Number(size || min), pool: experts },
        applicationIds: chosen,
      },
    });
    if (answer) navigate(`/sessions/${answer.body.sessionId}`);
  };
  return (
    <form class="stack" noValidate onSubmit={(event) => void submit(event)}>
      <PageTitle>{own('title')}</PageTitle>
      <ProblemSummary problem={act.problem} />
      <div class="form">
        <PlanSelect value={planCode} onChange={(code) => fields.set({ planCode: code })} />
        <TextField {...fields.text('name')} label={own('name')} required />
        <DateField {...fields.date('date')} label={own('date')} required />
        <TextField
          {...fields.text('size')}
          label={own('size', { min })}
          value={size || String(min)}
          inputMode="numeric"
          width="short"
          required
        />
        <PoolField
          text={poolText}
          onText={(text) => fields.set({ pool: text })}
          bad={pool && !pool.ok ? pool.faults : undefined}
          error={wrong('pool')}
        />
      </div>
      {experts.length ? (
        <PoolTable experts={experts} specialty={(code) => specialtyName(plan, code)} />
      ) : null}
      <h2>{own('candidates')}</h2>
      <SelectRows
        caption={own('candidates')}
        rows={rows}
        selected={selected}
        onSelect={(ids) => fields.set({ selected: ids })}
      />
      <div class="actions">
        <Button look="primary" type="submit" busy={act.busy}>
          {own('create', { n: chosen.length })}
        </Button>
      </div>
    </form>
  );
}

type Plan = NonNullable<ReturnType<typeof useApi<'get-plan'>>['data']>['body']['plan'];
const specialtyName = (plan: Plan | undefined, code: string) =>
  say(plan?.title.specialties.find((one) => one.code === code)?.name) || code;

const MOST_SHOWN = 10;

/** All that is wrong with the list, each with its place. */
function faultsText(faults: readonly PoolFault[]): string {
  const shown = faults.slice(0, MOST_SHOWN).map(({ row, column, why }) => {
    const at = column ? own('atColumn', { row, column }) : own('at', { row });
    return `${at}: ${own(why)}`;
  });
  if (faults.length > MOST_SHOWN) shown.push(own('more', { n: faults.length }));
  return shown.join('; ');
}

function PoolField({
  text,
  onText,
  bad,
  error,
}: {
  text: string;
  onText(text: string): void;
  bad: readonly PoolFault[] | undefined;
  error: string | undefined;
}) {
  return (
    <>
      <TextArea
        name="pool"
        label={own('pool')}
        hint={own('poolHint', { columns: poolColumns.join(', ') })}
        rows={5}
        value={text}
        onInput={onText}
        error={bad ? faultsText(bad) : error}
        required
      />
      <TextFilePicker id="pool-file" accept=".json,.csv,.txt,text/csv,application/json" onText={onText}>
        {own('poolFile')}
      </TextFilePicker>
    </>
  );
}

function PoolTable({
  experts,
  specialty,
}: {
  experts: readonly PoolExpert[];
  specialty(code: string): string;
}) {
  return (
    <div class="stack tight">
      <p>{own('poolRead', { n: experts.length })}</p>
      <Table
        caption={own('pool')}
        rows={experts}
        rowKey={(row) => row.expertId}
        columns={[
          { key: 'name', label: t('name'), cell: (row) => row.name },
          { key: 'office', label: own('office'), cell: (row) => officeName(row.office) },
          { key: 'specialty', label: t('specialty'), cell: (row) => specialty(row.specialty) },
          { key: 'term', label: own('term'), cell: (row) => `${row.termFrom} — ${row.termTo}` },
        ]}
      />
    </div>
  );
}
