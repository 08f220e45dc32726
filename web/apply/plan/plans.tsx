import { Link } from '../../kit/button.tsx';
import { showInstant, showUntil, showYear } from '../../kit/format.ts';
import { defineMessages, lang, type Said, say } from '../../kit/i18n.ts';
import { t as kit } from '../../kit/messages.ts';
import { StatusTag } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { titleLevelName } from '../../kit/words.ts';
import { t } from '../words.ts';

const own = defineMessages({
  entry: ['用户中心首页/{level}职称评审', 'User centre / titles: {level}'],
  open: ['正在申报', 'Open'],
  closed: ['不在申报期', 'Not open'],
  window: ['申报时间 {from} 至 {to}', 'Open from {from} to {to}'],
  see: ['查看要求', 'See the requirements'],
});

/** In the page's language, with the literal name beside the English one. */
function PlanName({ names }: { names: Said }) {
  const english = lang.value === 'en' ? names.en : undefined;
  return (
    <>
      <h2 class="item-title" lang={english ? 'en' : 'zh-CN'}>
        {say(names)}
      </h2>
      {english ? (
        <p class="quiet" lang="zh-CN">
          {names.zh}
        </p>
      ) : null}
    </>
  );
}

/** Plans under their level (R10, R11). */
export default function PlansPage() {
  const query = useApi('list-plans');
  return (
    <div class="stack">
      <PageTitle>{t('plans')}</PageTitle>
      <QueryView query={query} empty={({ body }) => body.items.length === 0}>
        {({ body }) => {
          const levels = [...new Set(body.items.map((plan) => plan.level))];
          return (
            <>
              {levels.map((level) => (
                <section key={level} class="stack tight">
                  <p class="quiet">{own('entry', { level: titleLevelName(level) })}</p>
                  {body.items
                    .filter((plan) => plan.level === level)
                    .map((plan) => (
                      <article key={plan.planCode} class="panel stack tight">
                        <div class="row">
                          <StatusTag tone={plan.open ? 'good' : 'neutral'}>
                            {own(plan.open ? 'open' : 'closed')}
                          </StatusTag>
                          <span class="quiet">{showYear(plan.yearLabel)}</span>
                          {plan.sample ? <StatusTag tone="warn">{kit('sample')}</StatusTag> : null}
                        </div>
                        <PlanName names={plan.names} />
                        <p>
                          {own('window', { from: showInstant(plan.openAt), to: showUntil(plan.closeAt) })}
                        </p>
                        <p>
                          <Link href={`/plans/${plan.planCode}`} look="secondary">
                            {own('see')}
                          </Link>
                        </p>
                      </article>
                    ))}
                </section>
              ))}
            </>
          );
        }}
      </QueryView>
    </div>
  );
}
