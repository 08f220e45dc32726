import { Link } from '../kit/button.tsx';
import { showDay, showDeadline } from '../kit/format.ts';
import { defineMessages } from '../kit/i18n.ts';
import { ItemList } from '../kit/item-list.tsx';
import { StatusTag } from '../kit/notice.tsx';
import { PlanName } from '../kit/plan-name.tsx';
import { useApi } from '../kit/query.ts';
import { PageTitle } from '../kit/shell.tsx';
import { t } from './words.ts';

const own = defineMessages({
  title: ['公示', 'Public notices'],
  none: ['目前没有公示', 'There are no notices now'],
  noneHint: [
    '评前公示和评审结果公示会在这里发布。',
    'First publicities and publicities of results appear here.',
  ],
  published: ['{at} 发布', 'Published {at}'],
  closedAt: ['公示期：{at}', 'Period: {at}'],
});

/** R63, R65: every notice, newest first; open ones say until when. */
export function Notices() {
  const query = useApi('list-publicities', { every: 60_000 });
  return (
    <div class="stack">
      <PageTitle>{own('title')}</PageTitle>
      <ItemList
        class="notice-cards"
        query={query}
        keyOf={(one) => one.publicityId}
        none={own('none')}
        hint={own('noneHint')}
      >
        {(one) => (
          <>
            <h2>
              <Link href={`/notices/${one.publicityId}`}>{one.title}</Link>
            </h2>
            <p class="row">
              <StatusTag tone={one.status === 'OPEN' ? 'info' : 'neutral'}>{t(one.status)}</StatusTag>
              <StatusTag>{t(one.kind)}</StatusTag>
              <span>{t('people', { n: one.count })}</span>
            </p>
            <p class="quiet">
              <PlanName of={one} />
            </p>
            {one.publishedAt ? (
              <p class="quiet">{own('published', { at: showDay(one.publishedAt) })}</p>
            ) : null}
            {one.window ? (
              <p>
                {one.status === 'OPEN'
                  ? showDeadline(one.window.closeAt)
                  : own('closedAt', { at: showDeadline(one.window.closeAt) })}
              </p>
            ) : null}
          </>
        )}
      </ItemList>
    </div>
  );
}
