import type { ResponseFor } from '../../kit/client.ts';
import { showInstant } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { ItemList } from '../../kit/item-list.tsx';
import { DescriptionList } from '../../kit/lists.tsx';
import { StatusTag } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { t } from '../words.ts';

const own = defineMessages({
  intro: [
    '以下申报的流程步骤多次执行仍失败，平台每十分钟自动重试一次；修复原因后，申报继续办理，记录自动消除。',
    'A step of these applications keeps failing; it is tried again every ten minutes. Once its cause is mended the application goes on, and the entry goes by itself.',
  ],
  none: ['没有流程故障', 'No step fails'],
  id: ['申报标识', 'Application id'],
  step: ['步骤', 'Step'],
  turn: ['轮次', 'Turn'],
  since: ['首次失败', 'Failing since'],
  lastAt: ['最近失败', 'Last failed'],
  times: ['失败次数', 'Times'],
  log: [
    '详细原因见函数日志，以申报标识查找。',
    'What the error said is in the log of the function, under the application id.',
  ],
});

/** Steps of the review machine that fail for good, with their reasons. */
export default function Incidents() {
  const query = useApi('list-incidents', { every: 60_000 });
  return (
    <div class="stack">
      <PageTitle>{t('incidents')}</PageTitle>
      <p class="read">{own('intro')}</p>
      <ItemList class="cards-list" query={query} keyOf={(one) => one.applicationId} none={own('none')}>
        {(one) => <Incident incident={one} />}
      </ItemList>
      <p class="quiet">{own('log')}</p>
    </div>
  );
}

function Incident({ incident }: { incident: ResponseFor<'list-incidents'>['items'][number] }) {
  return (
    <div class="stack tight">
      <div class="row">
        <h2>{incident.step}</h2>
        <StatusTag tone="bad">{incident.reason}</StatusTag>
      </div>
      <DescriptionList
        items={[
          { term: own('id'), value: incident.applicationId },
          { term: own('turn'), value: String(incident.turn) },
          { term: own('since'), value: showInstant(incident.since) },
          { term: own('lastAt'), value: showInstant(incident.lastAt) },
          { term: own('times'), value: String(incident.times) },
        ]}
      />
    </div>
  );
}
