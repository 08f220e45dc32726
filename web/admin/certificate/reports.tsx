import { useState } from 'preact/hooks';
import { nextDocument } from '../../../shared/rules/certificate/report.ts';
import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { Button } from '../../kit/button.tsx';
import { Select, TextField } from '../../kit/fields.tsx';
import { useFields } from '../../kit/form.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages, say } from '../../kit/i18n.ts';
import { ItemList } from '../../kit/item-list.tsx';
import { Notice, StatusTag, toast } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { OFFICE, operator } from '../parts/access.ts';
import { BatchProgress } from '../parts/batch.tsx';
import { t } from '../words.ts';
import { AuditReport } from './audit-report.tsx';
import { auditable, type Report } from './report.ts';

const own = defineMessages({
  none: ['还没有上报的评审结果', 'Nothing has been reported yet'],
  new: ['上报评审结果', 'Report results'],
  publicity: ['结果公示（已期满）', 'Result publicity (over)'],
  name: ['报告标题', 'Title of the report'],
  REPORTED: ['待审核', 'To be audited'],
  AUDITED: ['已审核，待发文', 'Audited; document to be issued'],
  ISSUED: ['已发文', 'Issued'],
  entries: ['{n} 人', '{n} on the list'],
  reportedAt: ['{at} 上报', 'Reported {at}'],
  approved: ['{who} 已审核', 'Approved by {who}'],
  approvedOf: ['{who} 已审核 {n} 人', 'Approved by {who}: {n}'],
  issue: ['发文公布', 'Issue the document'],
  issueNote: [
    '发文后立即生成 {n} 人的电子证书，不能撤回：{names}。',
    'Certificates for {n} people are made at once; this cannot be undone: {names}.',
  ],
  issueLater: [
    '退回核查后重新审核通过的人员另行发文，文号不得与前一份相同。',
    'Whoever was sent back and audited again goes into a document of its own, under another number.',
  ],
  documentNo: ['文号', 'Document number'],
  documentHint: ['如：×人社发〔2026〕12号', 'As printed on the document'],
  issued: ['已发文：{no}', 'Issued: {no}'],
  list: ['名单', 'List'],
  sentBack: ['退回理由：{reason}', 'Sent back: {reason}'],
  REPORTING: ['上报中', 'Being reported'],
  WAITING: ['待审核', 'To be audited'],
  AGAIN: ['核查完毕，待重新审核', 'Looked into; to be audited again'],
  SENT_BACK: ['办公室核查中', 'With the office'],
  ENTRY_AUDITED: ['已审核', 'Audited'],
  GONE: ['已不在本报告中', 'No longer in this report'],
  nothingClosed: [
    '没有可以上报的名单：结果公示期满后才能上报。有异议的人员不影响其余人员上报。',
    'No list can be reported yet: its publicity must be over. An objection holds the person named only.',
  ],
  reported: ['已上报', 'Reported'],
});

/** R66, R67, D25: the office reports, the plan's authorities audit, the HRSS bureau issues the documents. */
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
  const { status } = report;
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
        <p key={`${one.authority} ${one.at}`}>
          <StatusTag tone="good">
            {one.count === undefined
              ? own('approved', { who: authorityName(report, one.authority) })
              : own('approvedOf', { who: authorityName(report, one.authority), n: one.count })}
          </StatusTag>{' '}
          <span class="quiet">{showInstant(one.at)}</span>
        </p>
      ))}
      {report.documents.map((one) => (
        <Notice key={one.documentNo} tone="good" title={own('issued', { no: one.documentNo })}>
          <p>
            {own('entries', { n: one.count })} · {showInstant(one.publishedAt)}
          </p>
        </Notice>
      ))}
      {report.batchId ? <BatchProgress batchId={report.batchId} /> : null}
      {auditable(report).length > 0 ? <AuditReport report={report} /> : null}
      <Entries report={report} />
      {role === 'MUNI_HRSS' && status === 'AUDITED' ? <IssueDocument report={report} /> : null}
    </div>
  );
}

function authorityName({ authorities }: Report, code: string): string {
  const found = authorities.find((one) => one.code === code);
  return found ? say(found.name) : code;
}

function Entries({ report }: { report: Report }) {
  return (
    <details>
      <summary>{own('list')}</summary>
      <ol class="confirm-list">
        {report.applications.map((one) => (
          <li key={one.applicationId}>
            {one.name} · {one.unit} · {one.specialty}
            <StatusTag tone={one.state === 'ISSUED' ? 'good' : 'info'}>{stateWords(one)}</StatusTag>{' '}
            {one.sentBack ? (
              <StatusTag tone="warn">{own('sentBack', { reason: one.sentBack })}</StatusTag>
            ) : null}
          </li>
        ))}
      </ol>
    </details>
  );
}

function stateWords({ state, round, documentNo }: Report['applications'][number]): string {
  if (state === 'ISSUED') return own('issued', { no: documentNo ?? '' });
  if (state === 'WAITING') return own(round > 1 ? 'AGAIN' : 'WAITING');
  return own(state === 'AUDITED' ? 'ENTRY_AUDITED' : state);
}

function IssueDocument({ report }: { report: Report }) {
  const act = useAct('issue-document', { stale: ['list-reports', 'list-queue'] });
  const { reportId, version, title } = report;
  const fields = useFields(`issue.${reportId}.${version}`, { documentNo: '' }, act);
  const { documentNo } = fields.values;
  const { ready } = nextDocument(report.applications);
  const names = ready.map((one) => one.name).join('、');
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
            final={own('issueNote', { n: ready.length, names })}
            send={issue}
          >
            {report.documents.length > 0 ? <p>{own('issueLater')}</p> : null}
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
  const over = publicities.filter((one) => one.reportable);
  const act = useAct('create-report', { stale: ['list-reports', 'list-queue'] });
  const fields = useFields('report', { publicityId: '', title: '' }, act);
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
        choices={over.map((one) => ({ value: one.publicityId, label: one.title }))}
        required
      />
      {over.length === 0 ? <Notice>{own('nothingClosed')}</Notice> : null}
      <TextField {...fields.text('title')} label={own('name')} required />
    </ActDialog>
  );
}
