import { Link } from '../../kit/button.tsx';
import { showDate } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { ItemList } from '../../kit/item-list.tsx';
import { Notice, StatusTag } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { sessionStateName, sessionTone } from '../committee/session-words.ts';
import { t } from '../words.ts';

const own = defineMessages({
  none: ['没有您参加的评审会议', 'You sit in no session'],
  noneHint: ['被抽取为评审专家后，会议会出现在这里。', 'Sessions appear here once you are drawn.'],
  enter: ['进入会议', 'Enter'],
  candidates: ['{n} 名参评人员', '{n} candidates'],
  secrecy: [
    '评审内容和专家名单不对外公开。投票为无记名投票；如全体意见一致，结果本身会表明各人的意见。',
    'Deliberations and names stay inside. Votes are secret; a unanimous count, unavoidably, tells how everybody voted.',
  ],
});

/** B5, B12: the expert's own sessions, and what is kept secret. */
export default function ExpertSessions() {
  const query = useApi('list-own-sessions', { every: 30_000 });
  return (
    <div class="stack">
      <PageTitle>{t('sessions')}</PageTitle>
      <ItemList
        class="cards-list"
        panel="panel stack tight"
        query={query}
        keyOf={(one) => one.sessionId}
        none={own('none')}
        hint={own('noneHint')}
      >
        {(one) => (
          <>
            <div class="row">
              <h2>{one.name}</h2>
              <StatusTag tone={sessionTone(one.status)}>{sessionStateName(one.status)}</StatusTag>
            </div>
            <p>
              {showDate(one.date)} · {own('candidates', { n: one.candidates })}
            </p>
            <div>
              <Link href={`/expert/${one.sessionId}`} look="primary">
                {own('enter')}
              </Link>
            </div>
          </>
        )}
      </ItemList>
      <Notice>{own('secrecy')}</Notice>
    </div>
  );
}
