import { ActDialog, AskButton } from '../../kit/act-dialog.tsx';
import { Button, Link } from '../../kit/button.tsx';
import { ProblemSummary } from '../../kit/errors.tsx';
import { defineMessages } from '../../kit/i18n.ts';
import { StatusTag } from '../../kit/notice.tsx';
import { HandCheckIns, ProposeCheckIn } from './hand-check-in.tsx';
import { QuorumBar } from './quorum-bar.tsx';
import { officeName, type SessionView, useSessionAct } from './session-words.ts';

const own = defineMessages({
  title: ['签到与法定人数', 'Roll and quorum'],
  present: ['已签到', 'Present'],
  absent: ['未签到', 'Not here yet'],
  open: ['开始签到', 'Open the check-in'],
  room: ['会场大屏（签到码）', 'Screen for the room (code)'],
  renew: ['更换签到码', 'Change the code'],
  renewNote: [
    '签到码传出会场时使用：此前显示的签到码立即作废，已经签到的不受影响。',
    'For a code that has gone out of the room: what was shown before is void at once; whoever is checked in stays so.',
  ],
  close: ['结束签到', 'Close the check-in'],
  presiding: ['主持', 'Presides'],
});

const meeting: readonly SessionView['status'][] = [
  'CHECK_IN',
  'QUORATE',
  'GROUP_REPORTS',
  'VOTING',
  'COUNTED',
];

/** Seats and presence; the quorum with the number that is needed (B2, L12). */
export function SessionRoll({ session, office }: { session: SessionView; office: boolean }) {
  const act = useSessionAct(session);
  const { members, presiding } = session;
  if (members.length === 0) return null;
  const attending = members.filter((one) => one.checkedIn).length;
  return (
    <section class="panel stack tight" aria-label={own('title')}>
      <h2>{own('title')}</h2>
      <QuorumBar attending={attending} size={session.size} needed={session.quorum} />
      <ProblemSummary problem={act.problem} root="act" />
      <ul class="seats">
        {members.map((one) => (
          <li key={one.expertId} class={one.checkedIn ? 'seat here' : 'seat'}>
            <span class="seat-name">{one.name}</span>
            <span class="quiet">
              {officeName(one.office)}
              {presiding === one.expertId ? ` · ${own('presiding')}` : ''}
            </span>
            {one.checkedIn ? (
              <StatusTag tone="good">{own('present')}</StatusTag>
            ) : (
              <StatusTag>{own('absent')}</StatusTag>
            )}
          </li>
        ))}
      </ul>
      <HandCheckIns session={session} office={office} />
      {office ? <RollActs session={session} act={act} /> : null}
    </section>
  );
}

interface ActsProps {
  session: SessionView;
  act: ReturnType<typeof useSessionAct>;
}

/** D21: open, show the code, by hand where it must be, close. */
function RollActs({ session, act }: ActsProps) {
  const { status, sessionId } = session;
  return (
    <div class="row">
      {status === 'DRAWN' ? (
        <Button look="primary" busy={act.busy} onClick={() => void act.perform({ type: 'OPEN_CHECK_IN' })}>
          {own('open')}
        </Button>
      ) : null}
      {meeting.includes(status) ? (
        <>
          <Link href={`/admin/sessions/${sessionId}/room`} look="secondary" external>
            {own('room')}
          </Link>
          <ProposeCheckIn session={session} />
          <RenewCode session={session} />
        </>
      ) : null}
      {status === 'CHECK_IN' ? (
        <Button look="primary" busy={act.busy} onClick={() => void act.perform({ type: 'CLOSE_CHECK_IN' })}>
          {own('close')}
        </Button>
      ) : null}
    </div>
  );
}

function RenewCode({ session }: { session: SessionView }) {
  const act = useSessionAct(session);
  return (
    <AskButton label={own('renew')} look="secondary">
      {(window) => (
        <ActDialog
          {...window}
          title={own('renew')}
          confirm={own('renew')}
          act={act}
          root="act"
          note={own('renewNote')}
          send={() => act.perform({ type: 'OPEN_CHECK_IN' })}
        />
      )}
    </AskButton>
  );
}
