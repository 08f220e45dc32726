import { Button, Link } from '../../kit/button.tsx';
import type { ResponseFor } from '../../kit/client.ts';
import { defineMessages } from '../../kit/i18n.ts';
import { Notice } from '../../kit/notice.tsx';
import { useApi } from '../../kit/query.ts';
import { PageTitle } from '../../kit/shell.tsx';
import { QueryView } from '../../kit/states.tsx';
import { QuorumBar } from './quorum-bar.tsx';

const own = defineMessages({
  back: ['返回会议', 'Back to the session'],
  full: ['全屏显示', 'Full screen'],
  code: ['签到码', 'Check-in code'],
  how: [
    '各位专家请在自己的手机上登录评审工作台，打开本次会议，输入上面的签到码。',
    'Experts: sign in on your own phone, open this session, enter the code above.',
  ],
  changes: ['每分钟更换，约 {n} 秒后换新。', 'It changes every minute, next in about {n} seconds.'],
  closed: [
    '现在没有签到码：签到尚未开始，或者会议已经结束。',
    'No code now: check-in has not begun, or the meeting is over.',
  ],
});

type Room = ResponseFor<'get-room'>;

/** D21: for the screen in the room. How many are there; never who, and never who is not. */
export default function RoomPage({ params }: { params: Readonly<Record<string, string | undefined>> }) {
  const query = useApi('get-room', { params: { sessionId: params.id ?? '' }, every: 2_000 });
  return <QueryView query={query}>{({ body }) => <Screen room={body} />}</QueryView>;
}

function Screen({ room }: { room: Room }) {
  const { code } = room;
  return (
    <div class="stack room">
      <PageTitle before={<Link href={`/sessions/${room.sessionId}`}>{own('back')}</Link>}>
        {room.name}
      </PageTitle>
      {code ? (
        <>
          <p class="room-label">{own('code')}</p>
          <p class="room-code">
            <span>{code.digits.slice(0, 3)}</span> <span>{code.digits.slice(3)}</span>
          </p>
          <p class="room-how">{own('how')}</p>
          <p class="quiet">{own('changes', { n: code.secondsLeft })}</p>
        </>
      ) : (
        <Notice>{own('closed')}</Notice>
      )}
      <QuorumBar attending={room.attending} size={room.size} needed={room.quorum} />
      {document.fullscreenEnabled ? (
        <div>
          <Button onClick={() => void document.querySelector('.room')?.requestFullscreen()}>
            {own('full')}
          </Button>
        </div>
      ) : null}
    </div>
  );
}
