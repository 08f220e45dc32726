import { useLocation } from 'wouter-preact';
import { Link } from '../../kit/button.tsx';
import { showDate } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { ItemTable } from '../../kit/item-list.tsx';
import { StatusTag } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { OFFICE, operator } from '../parts/access.ts';
import { t } from '../words.ts';
import { sessionStateName, sessionTone } from './session-words.ts';

const own = defineMessages({
  new: ['新建评审会议', 'Plan a session'],
  none: ['还没有评审会议', 'No sessions yet'],
  name: ['会议名称', 'Name'],
  date: ['日期', 'Date'],
  candidates: ['参评人数', 'Candidates'],
});

/** The office's and the supervisor's list of sessions. */
export default function Sessions() {
  const query = useApi('list-sessions', { every: 30_000 });
  const [, navigate] = useLocation();
  const role = operator()?.session.role;
  return (
    <div class="stack">
      <PageTitle>{t('sessions')}</PageTitle>
      {role && OFFICE.includes(role) ? (
        <p>
          <Link href="/sessions/new" look="primary">
            {own('new')}
          </Link>
        </p>
      ) : null}
      <ItemTable
        caption={t('sessions')}
        query={query}
        keyOf={(row) => row.sessionId}
        order={(a, b) => (a.date < b.date ? 1 : -1)}
        onOpen={(row) => navigate(`/sessions/${row.sessionId}`)}
        none={own('none')}
        columns={[
          {
            key: 'name',
            label: own('name'),
            cell: (row) => <Link href={`/sessions/${row.sessionId}`}>{row.name}</Link>,
          },
          { key: 'date', label: own('date'), cell: (row) => showDate(row.date) },
          {
            key: 'status',
            label: t('status'),
            cell: (row) => (
              <StatusTag tone={sessionTone(row.status)}>{sessionStateName(row.status)}</StatusTag>
            ),
          },
          { key: 'candidates', label: own('candidates'), cell: (row) => row.candidates, figures: true },
        ]}
      />
    </div>
  );
}
