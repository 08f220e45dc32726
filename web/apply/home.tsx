import { useState } from 'preact/hooks';
import { stageFacts } from '../../shared/contracts/stages.ts';
import { sessions, signIn } from '../kit/auth.ts';
import { Button, Link } from '../kit/button.tsx';
import type { ResponseFor } from '../kit/client.ts';
import { showDeadline, showInstant, showUntil } from '../kit/format.ts';
import { defineMessages, say } from '../kit/i18n.ts';
import { Steps } from '../kit/lists.tsx';
import { StatusTag } from '../kit/notice.tsx';
import { Pager } from '../kit/pager.tsx';
import { PlanName } from '../kit/plan-name.tsx';
import { useApi } from '../kit/query.ts';
import { PageTitle } from '../kit/shell.tsx';
import { NotAllowed, QueryView } from '../kit/states.tsx';
import { nextAct, toneOf, twelveSteps } from './declare/progress.ts';
import { SourceSteps } from './status/source-steps.tsx';
import { t } from './words.ts';

const own = defineMessages({
  welcome: ['职称申报与评审', 'Declaring for a professional title'],
  openPlans: ['正在申报', 'Open for declarations'],
  until: ['{at}截止', 'until {at}'],
  welcomeText: [
    '在线完成个人信息、业绩档案和申报，随时看到申报在谁手里、到什么时候、下一步做什么。',
    'Keep your profile and achievements, declare, and see at any time who has your application, until when, and what comes next.',
  ],
  signIn: ['登录，开始申报', 'Sign in and begin'],
  publicNotices: ['公示与证书查验', 'Public notices and certificate check'],
  unit: ['用人单位入口', 'For employing units'],
  committees: ['哪个评委会受理我的专业，到何时', 'Which committee takes my specialty, until when'],
  points: ['我的受理点：地址、电话、办公时间', 'My acceptance point: address, telephone, hours'],
  beginTitle: ['开始申报前', 'Before you declare'],
  beginProfile: ['完善“个人基本信息”', 'Complete your profile'],
  beginArchive: ['完善“我的业绩档案”', 'Complete your achievement archive'],
  beginPlan: ['选择申报计划，马上申报', 'Choose a plan and declare'],
  doProfile: ['填写个人基本信息', 'Fill in the profile'],
  mendArchive: ['完成业绩档案', 'Finish the archive'],
  doArchive: ['添加业绩', 'Add an achievement'],
  doPlan: ['查看申报计划', 'See the plans'],
  continue: ['继续填报', 'Go on filling in'],
  correct: ['去补正', 'Correct it now'],
  pay: ['去缴费', 'Pay the fee'],
  exportForm: ['导出评审表', 'Export the review form'],
  certificate: ['查看电子证书', 'See the certificate'],
  look: ['查看进度', 'See the progress'],
  notices: ['通知', 'Notices'],
  noNotices: ['还没有通知。', 'No notices yet.'],
  anotherPlan: ['查看其他申报计划', 'See other plans'],
});

type Summary = ResponseFor<'list-applications'>['items'][number];

export function Home() {
  const session = sessions.public.value;
  if (!session) return <Landing />;
  if (session.role !== 'APPLICANT') return <NotAllowed />;
  return <Mine />;
}

/** Without sign-in: what this is, how to begin, the manual (R5). */
function Landing() {
  return (
    <div class="stack read">
      <PageTitle>{own('welcome')}</PageTitle>
      <p>{own('welcomeText')}</p>
      <div class="row">
        <Button look="primary" onClick={() => void signIn('public', '/')}>
          {own('signIn')}
        </Button>
        <Link href="/plans" look="secondary">
          {t('plans')}
        </Link>
      </div>
      <OpenPlans />
      <ul class="plain-list">
        <li>
          <Link href="/manual">{t('manual')}</Link>
        </li>
        <li>
          <a class="link" href="/public/committees">
            {own('committees')}
          </a>
        </li>
        <li>
          <a class="link" href="/public/points">
            {own('points')}
          </a>
        </li>
        <li>
          <a class="link" href="/public/">
            {own('publicNotices')}
          </a>
        </li>
        <li>
          <a class="link" href="/admin/">
            {own('unit')}
          </a>
        </li>
      </ul>
    </div>
  );
}

/** What can be declared for now. Nothing stands here while there is none, or while it is not known. */
function OpenPlans() {
  const items = useApi('list-plans').data?.body.items.filter((plan) => plan.open) ?? [];
  if (items.length === 0) return null;
  return (
    <section class="stack tight">
      <h2>{own('openPlans')}</h2>
      <ul class="plain-list">
        {items.map((plan) => (
          <li key={plan.planCode}>
            <Link href={`/plans/${plan.planCode}`}>{say(plan.names)}</Link>{' '}
            <span class="quiet">{own('until', { at: showUntil(plan.closeAt) })}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Mine() {
  const query = useApi('list-applications', { every: 30_000 });
  return (
    <QueryView query={query}>
      {({ body }) => (
        <div class="stack">
          <PageTitle unseen>{t('home')}</PageTitle>
          {body.items.length === 0 ? (
            <Begin />
          ) : (
            body.items.map((one) => <Card key={one.applicationId} one={one} />)
          )}
          <Notices />
          {body.items.length > 0 ? (
            <p>
              <Link href="/plans">{own('anotherPlan')}</Link>
            </p>
          ) : null}
        </div>
      )}
    </QueryView>
  );
}

/** One declaration: state, whose turn, until when, the one next act; then the twelve steps. */
function Card({ one }: { one: Summary }) {
  const detail = useApi('get-application', { params: { applicationId: one.applicationId } });
  const act = nextAct(one);
  const { waiting } = one;
  const yours = waiting.role === 'APPLICANT';
  return (
    <>
      <section class="panel home-card">
        <p class="quiet home-plan">
          <PlanName of={one} />
        </p>
        <h2 class="home-state">
          <StatusTag tone={toneOf(one.stage)}>{say(stageFacts(one.stage))}</StatusTag>
        </h2>
        <dl class="home-facts">
          {waiting.role === null ? null : (
            <>
              <div>
                <dt>{t('whoseTurn')}</dt>
                <dd>{yours ? t('you') : say(waiting.name)}</dd>
              </div>
              <div>
                <dt>{t('untilWhen')}</dt>
                <dd>{waiting.dueAt ? showDeadline(waiting.dueAt, waiting.left) : t('noDeadline')}</dd>
              </div>
            </>
          )}
          {waiting.next ? (
            <div>
              <dt>{t('after')}</dt>
              <dd>{say(waiting.next)}</dd>
            </div>
          ) : null}
        </dl>
        <Link
          href={`/applications/${one.applicationId}${act.slug ? `/${act.slug}` : ''}`}
          look="primary"
          class="home-act"
        >
          {own(act.key)}
        </Link>
      </section>
      {detail.data ? (
        <SourceSteps states={twelveSteps(detail.data.body)} planCode={detail.data.body.planCode} />
      ) : null}
    </>
  );
}

/** No declaration yet: what comes first, one act at a time (R3, R10). */
function Begin() {
  const profile = useApi('get-profile');
  const archive = useApi('list-archive');
  const profileDone = profile.data?.body.complete === true;
  // Handed to the unit or approved; a draft and what was returned still want their person.
  const items = archive.data?.body.items ?? [];
  const archiveDone = items.some((one) => one.approvedVersion !== null || one.status === 'SAVED');
  const begun = items.length > 0;
  if (!profile.data && !profile.error) return <QueryView query={profile}>{() => null}</QueryView>;
  const act = !profileDone
    ? { href: '/profile', label: own('doProfile') }
    : !archiveDone
      ? begun
        ? { href: '/archive', label: own('mendArchive') }
        : { href: '/archive/new', label: own('doArchive') }
      : { href: '/plans', label: own('doPlan') };
  return (
    <section class="panel home-card">
      <h2>{own('beginTitle')}</h2>
      <Steps
        label={own('beginTitle')}
        vertical
        steps={[
          { key: 'profile', label: own('beginProfile'), state: profileDone ? 'DONE' : 'CURRENT' },
          {
            key: 'archive',
            label: own('beginArchive'),
            state: archiveDone ? 'DONE' : profileDone ? 'CURRENT' : 'TODO',
          },
          { key: 'plan', label: own('beginPlan'), state: profileDone && archiveDone ? 'CURRENT' : 'TODO' },
        ]}
      />
      <Link href={act.href} look="primary" class="home-act">
        {act.label}
      </Link>
    </section>
  );
}

/** In-app notices (C18), newest first, a page at a time. */
function Notices() {
  const [cursors, setCursors] = useState<readonly string[]>([]);
  const query = useApi('list-notices', { query: { cursor: cursors.at(-1) }, every: 60_000 });
  const next = query.data?.body.cursor;
  return (
    <section>
      <h2>{own('notices')}</h2>
      <QueryView
        query={query}
        empty={({ body }) => body.items.length === 0}
        whenEmpty={<p class="quiet">{own('noNotices')}</p>}
      >
        {({ body }) => (
          <ul class="notices">
            {body.items.map((notice) => (
              <li key={notice.noticeId}>
                <p class="quiet">{showInstant(notice.at)}</p>
                <p class="notice-title">
                  {notice.applicationId ? (
                    <Link href={`/applications/${notice.applicationId}/status`}>{say(notice.title)}</Link>
                  ) : (
                    say(notice.title)
                  )}
                </p>
                <p>{say(notice.body)}</p>
              </li>
            ))}
          </ul>
        )}
      </QueryView>
      <Pager
        label={own('notices')}
        hasPrevious={cursors.length > 0}
        hasNext={next !== undefined}
        onPrevious={() => setCursors(cursors.slice(0, -1))}
        onNext={() => next && setCursors([...cursors, next])}
      />
    </section>
  );
}
