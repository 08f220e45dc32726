import { useRef, useState } from 'preact/hooks';
import type { BodyOf } from '../../../shared/contracts/api/index.ts';
import { ActDialog } from '../../kit/act-dialog.tsx';
import { Link } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { ProblemSummary } from '../../kit/errors.tsx';
import { defineMessages } from '../../kit/i18n.ts';
import { Notice } from '../../kit/notice.tsx';
import { useAct, useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { CountSheet } from '../committee/count-sheet.tsx';
import { t } from '../words.ts';
import { CheckIn } from './check-in.tsx';

const own = defineMessages({
  back: ['返回会议', 'Back to the session'],
  question: [
    '是否同意 {name} 取得{title}任职资格？',
    'Do you agree that {name} is awarded the title of {title}?',
  ],
  plain: [
    '是否同意 {name} 取得所申报的任职资格？',
    'Do you agree that {name} is awarded the title applied for?',
  ],
  AGREE: ['同意', 'Agree'],
  DISAGREE: ['不同意', 'Disagree'],
  ABSTAIN: ['弃权', 'Abstain'],
  confirmTitle: ['确认投票：{choice}', 'Confirm your vote: {choice}'],
  confirm: ['投出“{choice}”', 'Cast “{choice}”'],
  note: ['无记名投票，投出后不能更改。', 'The vote is secret and cannot be changed.'],
  done: ['选票已投入票箱', 'Your ballot is in the box'],
  doneNote: [
    '票箱不记录投票人和时间。结束投票后显示计票结果。',
    'The box keeps neither voter nor time. The count is shown after the close.',
  ],
  elsewhere: ['您已在另一个窗口或设备投票', 'You have voted in another window or on another device'],
  elsewhereNote: [
    '本页没有投出选票。每人一票，以那里投出的为准；投的是什么，这里和任何地方都不再显示。',
    'Nothing was cast from this page. The ballot cast there is your one vote; what it says is shown neither here nor anywhere else.',
  ],
  closed: ['现在不能对该申报人投票', 'There is no vote on this candidate for you now'],
  notOpen: [
    '办公室还没有开启对该申报人的投票；开启后，本页自动显示选票。',
    'The office has not opened the vote on this candidate; the ballot appears here once it has.',
  ],
  recused: [
    '您已回避该申报人，不参加对其的投票。',
    'You are recused from this candidate and take no part in this vote.',
  ],
  absent: [
    '您没有签到，不能投票。人在会场的，请向办公室说明。',
    'You are not checked in and cannot vote. If you are in the room, tell the office.',
  ],
  unknown: ['该申报人不在本次会议的名单中。', 'This candidate is not on the list of this session.'],
  needed: ['计票基数 {of} 人，{n} 票同意为通过。', 'Of {of}, {n} votes to agree are needed.'],
});

type Session = ResponseFor<'get-own-session'>;
type Candidate = Session['candidates'][number];
type Choice = BodyOf<'BallotBody'>['choice'];
const choices: readonly Choice[] = ['AGREE', 'DISAGREE', 'ABSTAIN'];
type Params = Readonly<Record<string, string | undefined>>;

/** L13, B4, B5: one question, three large choices, one confirmation. */
export default function BallotPage({ params }: { params: Params }) {
  const query = useApi('get-own-session', { params: { sessionId: params.id ?? '' }, every: 4_000 });
  return (
    <QueryView query={query}>
      {({ body }) => {
        const candidate = body.candidates.find((one) => one.applicationId === params.applicationId);
        return (
          <div class="stack ballot">
            <p>
              <Link href={`/expert/${body.sessionId}`}>{own('back')}</Link>
            </p>
            {candidate ? (
              <Ballot key={candidate.applicationId} session={body} candidate={candidate} />
            ) : (
              <Closed why="unknown" />
            )}
          </div>
        );
      }}
    </QueryView>
  );
}

/** No ballot, and why: who waits for one knows whether it will come. */
function Closed({ why }: { why: 'notOpen' | 'recused' | 'absent' | 'unknown' }) {
  return (
    <>
      <PageTitle>{own('closed')}</PageTitle>
      <Notice>{own(why)}</Notice>
    </>
  );
}

/** What the plan awards; the question names it. */
function useTitle(sessionId: string, applicationId: string, open: boolean): string | undefined {
  const file = useApi('get-candidate', { params: { sessionId, applicationId }, enabled: open });
  const planCode = file.data?.body.declaration.planCode;
  const plan = useApi('get-plan', { params: { planCode: planCode ?? '' }, enabled: planCode !== undefined });
  return plan.data?.body.plan.title.qualification;
}

function Ballot({ session, candidate }: { session: Session; candidate: Candidate }) {
  const [choice, setChoice] = useState<Choice>();
  const [cast, setCast] = useState(false);
  /** This window has shown the ballot, and has sent none: then it was another window that voted. */
  const shown = useRef(false);
  const sent = useRef(false);
  const act = useAct('cast-ballot', { stale: ['get-own-session'] });
  const { applicationId, name } = candidate;
  const may = session.votingOn === applicationId && session.checkedIn && !candidate.recused;
  const open = may && session.seat === 'HERE';
  const title = useTitle(session.sessionId, applicationId, open);
  const vote = async () => {
    if (!choice) return;
    const { sessionId } = session;
    sent.current = true;
    if (await act.run({ params: { sessionId }, body: { applicationId, choice } })) setCast(true);
    setChoice(undefined);
  };
  if (candidate.sheet) {
    return (
      <>
        <PageTitle>{name}</PageTitle>
        <CountSheet sheet={candidate.sheet} />
      </>
    );
  }
  if (cast || candidate.voted) {
    return (
      <>
        <PageTitle>{own('done')}</PageTitle>
        {/* D19: whoever pressed another choice after a lost answer reads that the first one stands. */}
        <ProblemSummary problem={act.problem} />
        <div role="status">
          {shown.current && !sent.current ? (
            <Notice tone="warn" title={own('elsewhere')}>
              <p>{own('elsewhereNote')}</p>
            </Notice>
          ) : null}
        </div>
        <Notice tone="good" title={own('done')}>
          <p>{own('doneNote')}</p>
        </Notice>
      </>
    );
  }
  // D21: on another sign-in than the one that checked in; the code of the room is entered here.
  if (may && !open)
    return (
      <>
        <PageTitle>{own('plain', { name })}</PageTitle>
        <CheckIn session={session} />
      </>
    );
  if (!open)
    return (
      <Closed
        why={candidate.recused ? 'recused' : session.votingOn === applicationId ? 'absent' : 'notOpen'}
      />
    );
  shown.current = true;
  return (
    <>
      <PageTitle>{title ? own('question', { name, title }) : own('plain', { name })}</PageTitle>
      <p class="quiet">
        {candidate.applicationNo} · {candidate.specialty} · {candidate.mode}
      </p>
      <ProblemSummary problem={act.problem} />
      <div class="ballot-choices">
        {choices.map((one) => (
          <button key={one} type="button" class="ballot-choice" onClick={() => setChoice(one)}>
            {own(one)}
          </button>
        ))}
      </div>
      <p class="quiet">
        {own('needed', { of: candidate.denominator, n: candidate.needed })} {own('note')}
      </p>
      <ActDialog
        open={choice !== undefined}
        title={choice ? own('confirmTitle', { choice: own(choice) }) : ''}
        confirm={choice ? own('confirm', { choice: own(choice) }) : t('confirm')}
        act={{ busy: act.busy }}
        send={vote}
        onClose={() => setChoice(undefined)}
      >
        <p>{name}</p>
        <p>{own('note')}</p>
      </ActDialog>
    </>
  );
}
