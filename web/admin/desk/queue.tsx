import { useEffect, useRef } from 'preact/hooks';
import { showDue } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { StatusTag } from '../../kit/notice.tsx';
import { queueName, stageName } from '../../kit/words.ts';
import { stageTone, t } from '../words.ts';
import type { Queue } from './source.ts';

export type QueueRow = Queue['items'][number];

const own = defineMessages({
  stages: ['选择待办环节', 'Choose a queue'],
  queue: ['待办列表', 'Queue'],
});

/** The queues of this desk, its own first. */
export function StageChoice({
  stages,
  stage,
  onStage,
}: {
  stages: readonly string[];
  stage: string;
  onStage(stage: string): void;
}) {
  if (stages.length < 2) return <h2>{queueName(stage)}</h2>;
  return (
    <label class="stage-choice">
      <span class="visually-hidden">{own('stages')}</span>
      <select class="input" value={stage} onChange={(event) => onStage(event.currentTarget.value)}>
        {stages.map((one) => (
          <option key={one} value={one}>
            {queueName(one)}
          </option>
        ))}
      </select>
    </label>
  );
}

export function QueueList({
  rows,
  current,
  onOpen,
}: {
  rows: readonly QueueRow[];
  current: string | undefined;
  onOpen(applicationId: string): void;
}) {
  const at = useRef<HTMLButtonElement>(null);
  useEffect(() => at.current?.scrollIntoView({ block: 'nearest' }), [current]);
  return (
    <ol class="queue" aria-label={own('queue')}>
      {rows.map((row) => (
        <li key={row.applicationId}>
          <button
            type="button"
            class="queue-row"
            ref={row.applicationId === current ? at : null}
            aria-current={row.applicationId === current ? 'true' : undefined}
            onClick={() => onOpen(row.applicationId)}
          >
            <span class="queue-name">
              {row.applicantName}
              {row.overdue ? <StatusTag tone="bad">{t('overdue')}</StatusTag> : null}
            </span>
            <span class="queue-unit">{row.unitName}</span>
            <span class="queue-no">{row.applicationNo ?? '—'}</span>
            <span class="queue-due">
              {row.dueAt ? (
                `${t('due')} ${showDue(row.dueAt)}`
              ) : (
                <StatusTag tone={stageTone(row.stage)}>{stageName(row.stage)}</StatusTag>
              )}
            </span>
          </button>
        </li>
      ))}
    </ol>
  );
}
