import { useState } from 'preact/hooks';
import { auditLanes } from '../../../shared/contracts/stages.ts';
import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import { Select, TextField } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { ItemList } from '../../kit/item-list.tsx';
import { Notice, StatusTag, toast } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { roleName } from '../../kit/words.ts';
import { OFFICE, operator } from '../parts/access.ts';
import { BatchProgress } from '../parts/batch.tsx';
import { t } from '../words.ts';
import { AuditReport } from './audit-report.tsx';
import type { Report } from './report.ts';

const own = defineMessages({
  none: ['还没有上报的评审结果', 'Nothing has been reported yet'],
  new: ['上报评审结果', 'Report results'],
  publicity: ['结果公示（已结束）', 'Result publicity (closed)'],
  name: ['报告标题', 'Title of the report'],
  REPORTED: ['待审核', 'To be audited'],
  AUDITED: ['已审核，待发文', 'Audited; document to be issued'],
  ISSUED: ['已发文', 'Issued'],
  entries: ['{n} 人', '{n} on the list'],
  reportedAt: ['{at} 上报', 'Reported {at}'],
  approved: ['{who} 已审核', 'Approved by {who}'],
  issue: ['发文公布', 'Issue the document'],
  issueNote: [
    '发文后立即生成 {n} 人的电子证书，不能撤回。',
    'Certificates for {n} people are made at once; this cannot be undone.',
  ],
  documentNo: ['文号', 'Document number'],
  documentHint: ['如：杭人社发〔2026〕12号', 'As printed on the document'],
  issued: ['已发文：{no}', 'Issued: {no}'],
  list: ['名单', 'List'],
  sentBack: ['已退回：{reason}', 'Sent back: {reason}'],
  reported: ['已上报', 'Reported'],
});

/** R66, R67: the office reports, both authorities audit, the HRSS bureau issues the document. */
export default function Reports() {
  const query = useApi('list-reports', { every: 30_000 });
  const role = operator()?.session.role;
  const [creating, setCreating] = useState(false);
  return (
    <div class="stack">
      <PageTitle>{t('reports')}</PageTitle>
      {role && OFFICE.includes(role) ? (
        <p>
          <Button look="primary" onClick={() => setCreating(true)}>
            {own('new')}
          </Button>
        </p>
      ) : null}
      <ItemList
        class="cards-list"
        query={query}
        keyOf={(one) => one.reportId}
        order={(a, b) => (a.createdAt < b.createdAt ? 1 : -1)}
        none={own('none')}
      >
        {(one) => <ReportCard report={one} />}
      </ItemList>
      {creating ? <CreateReport onClose={() => setCreating(false)} /> : null}
    </div>
  );
}

function ReportCard({ report }: { report: Report }) {
  const role = operator()?.session.role;
  const authority = auditLanes.some((lane) => lane === role);
  const mine = report.approvals.some((one) => one.role === role);
  const { status, document } = report;
  return (
    <div class="stack tight">
      <div class="row">
        <h2>{report.title}</h2>
        <StatusTag tone={status === 'ISSUED' ? 'good' : 'warn'}>{own(status)}</StatusTag>
      </div>
      <p class="quiet">
        {own('entries', { n: report.applications.length })} ·{' '}
        {own('reportedAt', { at: showInstant(report.createdAt) })}
      </p>
      {report.approvals.map((one) => (
        <p key={one.role}>
          <StatusTag tone="good">{own('approved', { who: roleName(one.role) })}</StatusTag>{' '}
          <span class="quiet">{showInstant(one.at)}</span>
        </p>
      ))}
      {document ? (
        <Notice tone="good" title={own('issued', { no: document.documentNo })}>
          <p>{showInstant(document.publishedAt)}</p>
        </Notice>
      ) : null}
      {report.batchId ? <BatchProgress batchId={report.batchId} /> : null}
      {authority && status === 'REPORTED' && !mine ? (
        <AuditReport report={report} />
      ) : (
        <Entries report={report} />
      )}
      {role === 'MUNI_HRSS' && status === 'AUDITED' ? <IssueDocument report={report} /> : null}
    </div>
  );
}

function Entries({ report }: { report: Report }) {
  return (
    <details>
      <summary>{own('list')}</summary>
      <ol class="confirm-list">
        {report.applications.map((one) => (
          <li key={one.applicationId}>
            {one.name} · {one.unit} · {one.specialty}
            {one.sentBack ? (
              <StatusTag tone="warn">{own('sentBack', { reason: one.sentBack })}</StatusTag>
            ) : null}
          </li>
        ))}
      </ol>
    </details>
  );
}

function IssueDocument({ report }: { report: Report }) {
  const act = useAct('issue-document', { stale: ['list-reports', 'list-queue'] });
  const fields = useFields({ documentNo: '' }, act.problem);
  const { reportId, version, title } = report;
  const { documentNo } = fields.values;
  const n = report.applications.filter((one) => !one.sentBack).length;
  const issue = async () => {
    const answer = await act.run({ params: { reportId }, body: { version, documentNo } });
    if (answer) toast(own('issued', { no: documentNo }));
    return answer;
  };
  return (
    <div class="row">
      <AskButton label={own('issue')}>
        {(window) => (
          <ActDialog
            {...window}
            title={`${own('issue')}：${title}`}
            confirm={own('issue')}
            act={act}
            final={own('issueNote', { n })}
            send={issue}
          >
            <TextField
              {...fields.text('documentNo')}
              printed
              label={own('documentNo')}
              hint={own('documentHint')}
              required
            />
          </ActDialog>
        )}
      </AskButton>
    </div>
  );
}

function CreateReport({ onClose }: { onClose(): void }) {
  const publicities = useApi('list-office-publicities').data?.body.items ?? [];
  const closed = publicities.filter((one) => one.kind === 'RESULT' && one.status === 'CLOSED');
  const act = useAct('create-report', { stale: ['list-reports', 'list-queue'] });
  const fields = useFields({ publicityId: '', title: '' }, act.problem);
  const send = async () => {
    const answer = await act.run({ body: fields.values });
    if (answer) toast(own('reported'));
    return answer;
  };
  return (
    <ActDialog title={own('new')} confirm={own('new')} act={act} send={send} onClose={onClose}>
      <Select
        {...fields.choice('publicityId')}
        label={own('publicity')}
        choices={closed.map((one) => ({ value: one.publicityId, label: one.title }))}
        required
      />
      <TextField {...fields.text('title')} label={own('name')} required />
    </ActDialog>
  );
}
