import { useEffect, useState } from 'preact/hooks';
import { IDLE_WARNING_MS } from '../../../shared/contracts/idle.ts';
import { Dialog } from '../../kit/dialog.tsx';
import { defineMessages } from '../../kit/i18n.ts';
import { lastTouched } from '../../kit/presence.ts';
import { ended, signInAgain } from '../../kit/sign-in-again.ts';
import { appointment } from './access.ts';

const own = defineMessages({
  title: ['即将结束登录', 'Your sign-in is about to end'],
  body: [
    '已有一段时间没有操作，{n} 秒后须重新登录。已填写的内容会保留。',
    'Nobody has been here for a while; in {n} seconds you have to sign in again. What was typed is kept.',
  ],
  stay: ['继续工作', 'Go on working'],
  over: ['登录已结束', 'Your sign-in has ended'],
  again: [
    '请在新窗口中重新登录；登录后回到本页，已填写的内容仍在。',
    'Sign in again in a new window; then go on here, where everything typed still stands.',
  ],
  signIn: ['重新登录', 'Sign in again'],
});

const LOOK_MS = 1_000;

/** Says in time that nobody seems to be there (D34), and afterwards that the sign-in has ended; the page stays as it is. */
export function IdleWarning() {
  const pool = ended.value;
  if (!pool) return <Warning />;
  return (
    <Dialog open title={own('over')} onClose={() => signInAgain(pool, '/admin/')} leave={own('signIn')}>
      <p role="alert">{own('again')}</p>
    </Dialog>
  );
}

/** Any key or touch is an answer. */
function Warning() {
  const limit = (appointment.value?.idleMinutes ?? 0) * 60_000;
  const [left, setLeft] = useState(Number.POSITIVE_INFINITY);
  useEffect(() => {
    if (limit === 0) return setLeft(Number.POSITIVE_INFINITY);
    const look = setInterval(() => setLeft(limit - (Date.now() - lastTouched())), LOOK_MS);
    return () => clearInterval(look);
  }, [limit]);
  const open = left <= IDLE_WARNING_MS && left > 0;
  if (!open) return null;
  const n = Math.max(1, Math.ceil(left / 1000));
  return (
    <Dialog open title={own('title')} onClose={() => setLeft(limit)} leave={own('stay')}>
      <p>{own('body', { n })}</p>
    </Dialog>
  );
}
