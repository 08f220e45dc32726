import { useState } from 'preact/hooks';
import { Button } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { ProblemSummary } from '../../kit/errors.tsx';
import { TextField } from '../../kit/fields.tsx';
import { linesOf } from '../../kit/findings.ts';
import { useWrong } from '../../kit/form.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { Notice, toast } from '../../kit/notice.tsx';
import { useAct } from '../../kit/query.ts';

const own = defineMessages({
  title: ['会议签到', 'Check in'],
  early: ['签到尚未开始，请在会场等候。', 'Check-in has not begun; please wait in the room.'],
  late: [
    '签到已经结束，未签到的专家不参加本次表决。',
    'Check-in is over; those who have not checked in do not vote.',
  ],
  code: ['会场大屏上的签到码', 'Code on the screen in the room'],
  hint: ['6 位数字，每分钟更换。', 'Six digits; they change every minute.'],
  checkIn: ['签到', 'Check in'],
  elsewhere: ['本次登录尚未签到', 'This sign-in has not checked in'],
  elsewhereNote: [
    '您签到后换了设备或者重新登录过。选票只认签到时的登录：请重新输入会场大屏上的签到码，之后只能在这里投票。',
    'You checked in on another device or sign-in. Ballots are taken from that one alone: enter the code again, and from then on you vote here only.',
  ],
  free: ['办公室已为您代为签到', 'The office has checked you in'],
  freeNote: [
    '请在您自己的设备上入座；入座后只能在这里投票。',
    'Take your seat on your own device; from then on you vote here only.',
  ],
  take: ['在本设备入座', 'Take the seat here'],
  done: ['已签到', 'Checked in'],
});

type Session = ResponseFor<'get-own-session'>;

/** States in which somebody who is there may take the seat on another sign-in. */
const meeting: readonly Session['status'][] = ['CHECK_IN', 'QUORATE', 'GROUP_REPORTS', 'VOTING', 'COUNTED'];

/** D21: by the person, signed in, with the code of the room; on a phone at the door. */
export function CheckIn({ session }: { session: Session }) {
  const { seat, status } = session;
  if (seat === 'HERE') return null;
  if (seat === 'NONE' && status !== 'CHECK_IN')
    return ['PLANNED', 'DRAWN'].includes(status) || meeting.includes(status) ? (
      <Notice tone="info">{own(meeting.includes(status) ? 'late' : 'early')}</Notice>
    ) : null;
  if (!meeting.includes(status)) return null;
  return <Entry session={session} />;
}

function Entry({ session }: { session: Session }) {
  const { sessionId, seat } = session;
  const act = useAct('check-in', { stale: ['get-own-session'], onDone: () => toast(own('done')) });
  const [code, setCode] = useState('');
  const wrong = useWrong({ code }, linesOf(act.problem?.errors), [act.problem]);
  const free = seat === 'FREE';
  const send = () => act.run({ params: { sessionId }, body: free ? {} : { code } });
  const [title, note] =
    seat === 'NONE'
      ? [own('title'), undefined]
      : free
        ? [own('free'), own('freeNote')]
        : [own('elsewhere'), own('elsewhereNote')];
  return (
    <section class="panel stack tight check-in" aria-label={title}>
      <h2>{title}</h2>
      {note ? <p>{note}</p> : null}
      <ProblemSummary problem={act.problem} />
      <form
        class="stack tight"
        onSubmit={(event) => {
          event.preventDefault();
          if (!act.busy) void send();
        }}
      >
        {free ? null : (
          <TextField
            name="code"
            label={own('code')}
            hint={own('hint')}
            value={code}
            onInput={setCode}
            error={wrong('code')}
            inputMode="numeric"
            autoComplete="one-time-code"
            width="short"
            required
          />
        )}
        <div>
          <Button type="submit" look="primary" busy={act.busy} disabled={!free && code.trim() === ''}>
            {own(free ? 'take' : 'checkIn')}
          </Button>
        </div>
      </form>
    </section>
  );
}
