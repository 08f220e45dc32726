import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { Link } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { showDate } from '../../kit/format.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { Notice, StatusTag } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { CountSheet } from '../committee/count-sheet.tsx';
import { QuorumBar } from '../committee/quorum-bar.tsx';
import {
  candidateStatusName,
  officeName,
  sessionStateName,
  sessionTone,
} from '../committee/session-words.ts';
import { CheckIn } from './check-in.tsx';
import { OrderClose } from './order-close.tsx';

const own = defineMessages({
  back: ['返回会议列表', 'Back to the sessions'],
  you: ['您是本次会议的{office}', 'You are: {office}'],
  checkedIn: ['已签到', 'Checked in'],
  notCheckedIn: ['未签到', 'Not checked in'],
  elsewhere: ['本次登录未签到', 'Not checked in on this sign-in'],
  absent: ['您没有签到，不参加本次表决。', 'You have not checked in and do not vote.'],
  votingNow: ['正在对 {name} 投票', 'Vote under way: {name}'],
  vote: ['去投票', 'Vote now'],
  voted: ['您已投票，请等待计票。', 'You have voted; wait for the count.'],
  candidates: ['参评人员', 'Candidates'],
  mine: ['本组', 'Your group'],
  recused: ['回避', 'Recused'],
  opinion: ['已写意见', 'Opinion written'],
  noOpinion: ['待写意见', 'Opinion to write'],
  votedTag: ['已投票', 'Voted'],
  read: ['阅读材料', 'Read the file'],
  sheet: ['计票单', 'Count sheet'],
  sign: ['签署计票结果', 'Sign the count sheet'],
  signNote: [
    '您作为主持会议的{office}签署计票结果，签署后不能撤回。',
    'You sign as the presiding {office}; this cannot be undone.',
  ],
  signedBy: ['{name} 已签字', 'Signed by {name}'],
});

type Session = ResponseFor<'get-own-session'>;
type Candidate = Session['candidates'][number];

/** A session as its expert sees it: presence, the vote under way, the own assignments (B12). */
export default function ExpertSessionPage({
  params,
}: {
  params: Readonly<Record<string, string | undefined>>;
}) {
  const query = useApi('get-own-session', { params: { sessionId: params.id ?? '' }, every: 5_000 });
  return <QueryView query={query}>{({ body }) => <SessionOf session={body} />}</QueryView>;
}

function SessionOf({ session }: { session: Session }) {
  const now = session.candidates.find((one) => one.applicationId === session.votingOn);
  return (
    <div class="stack">
      <PageTitle before={<Link href="/expert">{own('back')}</Link>}>{session.name}</PageTitle>
      <div class="row">
        <StatusTag tone={sessionTone(session.status)}>{sessionStateName(session.status)}</StatusTag>
        <span>
          {showDate(session.date)} · {own('you', { office: officeName(session.office) })}
        </span>
        <StatusTag tone={session.seat === 'HERE' ? 'good' : 'warn'}>
          {own(session.seat === 'HERE' ? 'checkedIn' : session.checkedIn ? 'elsewhere' : 'notCheckedIn')}
        </StatusTag>
      </div>
      <CheckIn session={session} />
      {now ? <VotingNow session={session} candidate={now} /> : null}
      <QuorumBar attending={session.attending} size={session.size} needed={session.quorum} />
      <section class="stack tight" aria-label={own('candidates')}>
        <h2>{own('candidates')}</h2>
        <ul class="candidates">
          {session.candidates.map((one) => (
            <li key={one.applicationId}>
              <CandidateRow session={session} candidate={one} />
            </li>
          ))}
        </ul>
      </section>
      {session.signedBy ? <Notice tone="good">{own('signedBy', { name: session.signedBy })}</Notice> : null}
    </div>
  );
}

function VotingNow({ session, candidate }: { session: Session; candidate: Candidate }) {
  const open = session.seat === 'HERE' && !candidate.recused && !candidate.voted;
  return (
    <Notice tone={open ? 'warn' : 'info'} title={own('votingNow', { name: candidate.name })}>
      {open ? (
        <Link href={`/expert/${session.sessionId}/ballot/${candidate.applicationId}`} look="primary">
          {own('vote')}
        </Link>
      ) : candidate.voted ? (
        <p>{own('voted')}</p>
      ) : (
        <p>{own(candidate.recused ? 'recused' : session.checkedIn ? 'elsewhere' : 'absent')}</p>
      )}
      <OrderClose session={session} candidate={candidate} />
    </Notice>
  );
}

function CandidateRow({ session, candidate }: { session: Session; candidate: Candidate }) {
  const { sheet, status } = candidate;
  return (
    <div class="candidate">
      <div>
        <p>
          <strong>{candidate.name}</strong> <StatusTag>{candidateStatusName(status)}</StatusTag>{' '}
          {candidate.inOwnGroup ? <StatusTag tone="info">{own('mine')}</StatusTag> : null}{' '}
          {candidate.recused ? <StatusTag tone="warn">{own('recused')}</StatusTag> : null}{' '}
          {candidate.inOwnGroup && !candidate.recused ? (
            <StatusTag tone={candidate.opinionWritten ? 'good' : 'warn'}>
              {own(candidate.opinionWritten ? 'opinion' : 'noOpinion')}
            </StatusTag>
          ) : null}{' '}
          {candidate.voted ? <StatusTag tone="good">{own('votedTag')}</StatusTag> : null}
        </p>
        <p class="quiet">
          {candidate.applicationNo} · {candidate.specialty} · {candidate.mode}
        </p>
        {sheet ? (
          <details open={candidate.mayStillSign}>
            <summary>{own('sheet')}</summary>
            <CountSheet sheet={sheet} />
          </details>
        ) : null}
      </div>
      <div class="row">
        {candidate.recused ? null : (
          <Link href={`/expert/${session.sessionId}/candidates/${candidate.applicationId}`} look="secondary">
            {own('read')}
          </Link>
        )}
        {candidate.mayStillSign ? <SignCount session={session} candidate={candidate} /> : null}
      </div>
    </div>
  );
}

function SignCount({ session, candidate }: { session: Session; candidate: Candidate }) {
  const act = useAct('sign-count', { stale: ['get-own-session'] });
  const { sessionId, version, office } = session;
  const { applicationId, name, sheet } = candidate;
  return (
    <AskButton label={own('sign')}>
      {(window) => (
        <ActDialog
          {...window}
          title={`${own('sign')}：${name}`}
          confirm={own('sign')}
          act={act}
          final={own('signNote', { office: officeName(office) })}
          send={() => act.run({ params: { sessionId }, body: { version, applicationId } })}
        >
          {sheet ? <CountSheet sheet={sheet} /> : null}
        </ActDialog>
      )}
    </AskButton>
  );
}
