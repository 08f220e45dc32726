import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { Link } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { showDay, showLifeDate } from '../../kit/format.ts';
import { ItemList } from '../../kit/item-list.tsx';
import { Notice, StatusTag, toast } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { RuleQuote } from '../../kit/rule-quote.tsx';
import { PageTitle } from '../../kit/shell.tsx';
import { archiveKindName } from '../../kit/words.ts';
import { t } from '../words.ts';
import { statusTones, words } from './archive-words.ts';

export type ArchiveItem = ResponseFor<'list-archive'>['items'][number];

export default function ArchivePage() {
  const query = useApi('list-archive');
  const add = (
    <Link href="/archive/new" look="primary">
      {words('addItem')}
    </Link>
  );
  return (
    <div class="stack">
      <PageTitle>{t('archive')}</PageTitle>
      <div class="read">
        <p>{words('intro')}</p>
        <RuleQuote rules={['R3', 'R4', 'R6']} />
      </div>
      {query.data?.body.items.length ? <p>{add}</p> : null}
      <ItemList
        class="items"
        query={query}
        keyOf={(item) => item.itemId}
        none={words('emptyTitle')}
        hint={
          <>
            <p>{words('emptyText')}</p>
            {add}
          </>
        }
      >
        {(item) => <ItemCard item={item} />}
      </ItemList>
    </div>
  );
}

function ItemCard({ item }: { item: ArchiveItem }) {
  const older = item.approvedVersion !== null && item.status !== 'APPROVED';
  return (
    <div class="stack tight">
      <div class="row">
        <StatusTag tone={statusTones[item.status]}>{words(item.status)}</StatusTag>
        <span class="quiet">
          {archiveKindName(item.kind)} · {words('version', { n: item.itemVersion })}
          {older ? ` · ${words('stillUsable', { n: item.approvedVersion ?? 0 })}` : ''}
        </span>
      </div>
      <h2 class="item-title">
        <Link href={`/archive/${item.itemId}`}>{item.title}</Link>
      </h2>
      <p class="quiet">
        {item.role}
        {item.from ? ` · ${showLifeDate(item.from)}–${item.to ? showLifeDate(item.to) : t('stillRuns')}` : ''}
      </p>
      {item.status === 'RETURNED' && item.remark ? (
        <Notice tone="warn" title={words('remark')}>
          {item.remark}
        </Notice>
      ) : null}
      {item.approvedVersion === null && (item.status === 'DRAFT' || item.status === 'RETURNED') ? (
        <Remove item={item} />
      ) : null}
      {item.approvedBy && item.status === 'APPROVED' ? (
        <p class="quiet">
          {words('approvedBy', { name: item.approvedBy.name, at: showDay(item.approvedBy.at) })}
        </p>
      ) : null}
    </div>
  );
}

/** R6: what no unit has approved may go. */
function Remove({ item: { itemId, title, version } }: { item: ArchiveItem }) {
  const act = useAct('remove-archive-item', {
    stale: ['list-archive'],
    onDone: () => toast(words('removed')),
  });
  return (
    <div>
      <AskButton look="secondary" label={words('remove')}>
        {(window) => (
          <ActDialog
            {...window}
            title={words('removeTitle', { title })}
            confirm={words('remove')}
            danger
            act={act}
            send={() => act.run({ params: { itemId }, body: { version } })}
          >
            <p>{words('removeText')}</p>
          </ActDialog>
        )}
      </AskButton>
    </div>
  );
}
