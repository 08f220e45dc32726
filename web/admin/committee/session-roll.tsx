import { Button } from '../../kit/button.tsx';
import { ProblemSummary } from '../../kit/errors.tsx';
import { defineMessages } from '../../kit/i18n.ts';
import { StatusTag } from '../../kit/notice.tsx';
import { QuorumBar } from './quorum-bar.tsx';
import { officeName, type SessionView, useSessionAct } from './session-words.ts';

const own = defineMessages({
  title: ['签到与法定人数', 'Roll and quorum'],
  present: ['已签到', 'Present'],
  absent: ['未签到', 'Not here yet'],
  checkIn: ['签到', 'Check in'],
  close: ['结束签到', 'Close the check-in'],
  presiding: ['主持', 'Presides'],
});

const open: readonly SessionView['status'][] = ['DRAWN', 'CHECK_IN'];

/** Seats and presence; the quorum with the number that is needed (B2, L12). */
export function SessionRoll({ session, office }: { session: SessionView; office: boolean }) {
  const act = useSessionAct(session);
  const { members, status, presiding } = session;
  if (members.length === 0) return null;
  const attending = members.filter((one) => one.checkedIn).length;
  const mayCheckIn = office && open.includes(status);
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
            ) : mayCheckIn ? (
              <Button
                busy={act.busy}
                onClick={() => void act.perform({ type: 'CHECK_IN', expertId: one.expertId })}
              >
                {own('checkIn')}
                <span class="visually-hidden"> {one.name}</span>
              </Button>
            ) : (
              <StatusTag>{own('absent')}</StatusTag>
            )}
          </li>
        ))}
      </ul>
      {office && status === 'CHECK_IN' ? (
        <div class="row">
          <Button look="primary" busy={act.busy} onClick={() => void act.perform({ type: 'CLOSE_CHECK_IN' })}>
            {own('close')}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
