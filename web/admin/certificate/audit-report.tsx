import { useState } from 'preact/hooks';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Button, Link } from '../../kit/button.tsx';
import { ProblemSummary } from '../../kit/errors.tsx';
import { TextField } from '../../kit/fields.tsx';
import { defineMessages } from '../../kit/i18n.ts';
import { toast } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { Table } from '../../kit/table.tsx';
import { t } from '../words.ts';
import { auditable, type Report } from './report.ts';

const own = defineMessages({
  list: ['报送名单', 'Reported list'],
  intro: [
    '勾选需要退回核查的人员并写明理由；其余人员审核通过。',
    'Tick whoever is to be looked into again, with a reason; everybody else is approved.',
  ],
  back: ['退回理由：{name}', 'Why {name} is sent back'],
  approve: ['审核通过（{n} 人）', 'Approve {n} people'],
  approveBack: ['审核通过 {n} 人，退回 {m} 人', 'Approve {n}, send {m} back'],
  onlyBack: ['只退回 {m} 人，暂不审核', 'Send {m} back, approve later'],
  note: ['审核通过 {n} 人，退回 {m} 人。', '{n} are approved and {m} are sent back.'],
  before: ['上次退回理由', 'Sent back before'],
  file: ['查看材料', 'Open the file'],
});

/** R67: an authority approves the list and sends single entries back (T38), in one act. */
export function AuditReport({ report }: { report: Report }) {
  const [back, setBack] = useState<string[]>([]);
  const [reasons, setReasons] = useState<Readonly<Record<string, string>>>({});
  const [asking, setAsking] = useState<'APPROVE' | 'BACK'>();
  const act = useAct('audit-report', { stale: ['list-reports', 'list-queue'] });
  const standing = auditable(report);
  const m = standing.filter((one) => back.includes(one.applicationId)).length;
  const n = standing.length - m;
  const approve = m ? own('approveBack', { n, m }) : own('approve', { n });
  const send = async () => {
    const { reportId, version } = report;
    const applicationIds = standing.map((one) => one.applicationId);
    const chosen = back.filter((id) => applicationIds.includes(id));
    const sendBack = chosen.map((applicationId) => ({
      applicationId,
      reason: reasons[applicationId]?.trim() ?? '',
    }));
    const body = { version, approve: asking === 'APPROVE', applicationIds, sendBack };
    const done = await act.run({ params: { reportId }, body });
    setAsking(undefined);
    if (done) setBack([]);
    if (done) toast(t('done'));
  };
  return (
    <div class="stack tight">
      <p>{own('intro')}</p>
      <ProblemSummary problem={act.problem} />
      <Table
        caption={own('list')}
        rows={standing}
        rowKey={(row) => row.applicationId}
        selected={back}
        onSelect={setBack}
        columns={[
          { key: 'name', label: t('name'), cell: (row) => row.name },
          { key: 'before', label: own('before'), cell: (row) => row.sentBack ?? '' },
          { key: 'unit', label: t('unitName'), cell: (row) => row.unit },
          { key: 'specialty', label: t('specialty'), cell: (row) => row.specialty },
          { key: 'no', label: t('applicationNo'), cell: (row) => row.applicationNo },
          {
            key: 'file',
            label: own('file'),
            cell: (row) => <Link href={`/desk/${row.applicationId}`}>{own('file')}</Link>,
          },
        ]}
      />
      {standing
        .filter((one) => back.includes(one.applicationId))
        .map((one) => (
          <TextField
            key={one.applicationId}
            name={`reason-${one.applicationId}`}
            label={own('back', { name: one.name })}
            value={reasons[one.applicationId] ?? ''}
            onInput={(text) => setReasons((now) => ({ ...now, [one.applicationId]: text }))}
            prose
            required
          />
        ))}
      <div class="row">
        {n ? (
          <Button look="primary" onClick={() => setAsking('APPROVE')}>
            {approve}
          </Button>
        ) : null}
        {m ? <Button onClick={() => setAsking('BACK')}>{own('onlyBack', { m })}</Button> : null}
      </div>
      <ActDialog
        open={asking !== undefined}
        title={report.title}
        confirm={asking === 'BACK' ? own('onlyBack', { m }) : approve}
        act={{ busy: act.busy }}
        final={own('note', { n: asking === 'BACK' ? 0 : n, m })}
        send={send}
        onClose={() => setAsking(undefined)}
      />
    </div>
  );
}
