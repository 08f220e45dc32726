import { showInstant } from '../kit/format.ts';
import { defineMessages } from '../kit/i18n.ts';
import { ItemTable } from '../kit/item-list.tsx';
import { StatusTag, type Tone } from '../kit/notice.tsx';
import { type Execution, useLocal } from './api.ts';

const own = defineMessages({
  title: ['流程执行', 'Executions'],
  none: ['还没有流程', 'No executions yet'],
  noneHint: ['申报人提交后，流程从这里开始。', 'The review machine starts when an applicant submits.'],
  name: ['申报—轮次', 'Application and revision'],
  status: ['状态', 'State'],
  state: ['当前步骤', 'Where it is'],
  started: ['开始', 'Started'],
  stopped: ['结束', 'Ended'],
});

const tones: Record<string, Tone> = {
  RUNNING: 'info',
  SUCCEEDED: 'good',
  FAILED: 'bad',
  TIMED_OUT: 'bad',
  ABORTED: 'warn',
};

/** Executions of the review machine, newest first, each with the state that it is in. */
export function Executions() {
  const query = useLocal<{ items: Execution[] }>('executions?limit=50');
  return (
    <ItemTable
      caption={own('title')}
      query={query}
      keyOf={(row) => row.name}
      none={own('none')}
      hint={own('noneHint')}
      columns={[
        { key: 'name', label: own('name'), cell: (row) => row.name },
        {
          key: 'status',
          label: own('status'),
          cell: (row) => <StatusTag tone={tones[row.status] ?? 'neutral'}>{row.status}</StatusTag>,
        },
        { key: 'state', label: own('state'), cell: (row) => row.state ?? '—' },
        { key: 'started', label: own('started'), cell: (row) => showInstant(row.startedAt) },
        {
          key: 'stopped',
          label: own('stopped'),
          cell: (row) => (row.stoppedAt ? showInstant(row.stoppedAt) : '—'),
        },
      ]}
    />
  );
}
