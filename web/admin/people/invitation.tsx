import { useState } from 'preact/hooks';
import { sessions, signIn, signOut } from '../../kit/auth.ts';
import { Button, Link } from '../../kit/button.tsx';
import type { Pool } from '../../kit/client.ts';
import { ProblemSummary } from '../../kit/errors.tsx';
import { defineMessages } from '../../kit/i18n.ts';
import { Notice } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { postName, validity } from './people-words.ts';

const own = defineMessages({
  title: ['接受岗位邀请', 'Accept an invitation'],
  signIn: ['登录后接受', 'Sign in to accept'],
  signInText: [
    '请以本人实名的工作人员账号登录。邀请只能由受邀人本人接受，只能使用一次。',
    'Sign in with your own staff account. Only the person who was invited can accept, once.',
  ],
  peopleText: [
    '请以本人实名账号登录。邀请只能由受邀人本人接受，只能使用一次。',
    'Sign in with your own account. Only the person who was invited can accept, once.',
  ],
  as: ['当前登录：{name}', 'Signed in as {name}'],
  accept: ['接受邀请', 'Accept'],
  other: ['换一个账号登录', 'Use another account'],
  noCode: ['链接不完整', 'The link is not complete'],
  noCodeText: [
    '此链接缺少邀请码，无法接受邀请。请从邀请邮件中重新打开完整的链接，或请邀请人重新发送。',
    'The code is missing, so there is nothing to accept here. Open the whole link from the mail again, or ask the inviter to send another one.',
  ],
  done: ['邀请已接受', 'The invitation is accepted'],
  go: ['进入工作台', 'Go to the console'],
});

/** Where the mail's link leads: sign in, look at who one is, accept. Operators of units are of the people's pool (D33). */
export default function Invitation({ pool }: { pool: Pool }) {
  const [code] = useState(() => location.hash.slice(1));
  const session = sessions[pool].value;
  const staff = useAct('accept-invitation', { stale: ['get-staff'] });
  const people = useAct('accept-operator', { stale: ['get-unit'] });
  const act = pool === 'staff' ? staff : people;
  const accepted = act.last?.body;
  if (accepted)
    return (
      <div class="stack">
        <PageTitle>{own('done')}</PageTitle>
        <Notice tone="good">
          <p>{postName(accepted)}</p>
          <p>{validity(accepted)}</p>
        </Notice>
        <Link href="/" look="primary">
          {own('go')}
        </Link>
      </div>
    );
  if (code === '')
    return (
      <div class="stack">
        <PageTitle>{own('title')}</PageTitle>
        <Notice tone="bad" title={own('noCode')}>
          <p>{own('noCodeText')}</p>
        </Notice>
      </div>
    );
  return (
    <div class="stack">
      <PageTitle>{own('title')}</PageTitle>
      <p>{own(pool === 'staff' ? 'signInText' : 'peopleText')}</p>
      {session ? (
        <>
          <p>{own('as', { name: session.name })}</p>
          <ProblemSummary problem={act.problem} />
          <div class="row">
            <Button look="primary" busy={act.busy} onClick={() => void act.run({ body: { code } })}>
              {own('accept')}
            </Button>
            <Button onClick={() => void signOut(pool)}>{own('other')}</Button>
          </div>
        </>
      ) : (
        <div>
          <Button look="primary" onClick={() => void signIn(pool)}>
            {own('signIn')}
          </Button>
        </div>
      )}
    </div>
  );
}
