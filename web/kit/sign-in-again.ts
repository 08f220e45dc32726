import { signal } from '@preact/signals';
import { adopt, sessions, signIn } from './auth.ts';
import type { Pool } from './client.ts';
import type { Session } from './session.ts';

/**
 * A sign-in that ended because nobody was here (D34) is begun anew in a window of its own: this page stays as it is, with
 * whatever was being typed.
 */

/** The pool whose sign-in on this page has ended so. */
export const ended = signal<Pool | undefined>(undefined);

const CHANNEL = 'zp.sign-in-again';
const ASKED = 'again';
const DONE = 'done';

interface Message {
  pool: Pool;
  session: Session;
}

/** Opens the window. */
export function signInAgain(pool: Pool, section: string): void {
  window.open(`${section}?${ASKED}=${pool}`, CHANNEL, 'width=520,height=760');
}

/** In that window, at its start: on to the issuer. @returns whether this is that window */
export function beginAgain(section: string): boolean {
  const pool = new URLSearchParams(location.search).get(ASKED);
  if (pool !== 'staff' && pool !== 'public') return false;
  void signIn(pool, `${section}?${ASKED}=${DONE}-${pool}`, true);
  return true;
}

/** In that window, back from the issuer: tells the page and goes. @returns whether this is that window */
export function endAgain(target: string | undefined): boolean {
  const pool = /[?&]again=done-(staff|public)$/.exec(target ?? '')?.[1] as Pool | undefined;
  const session = pool && sessions[pool].value;
  if (!pool || !session) return false;
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage({ pool, session } satisfies Message);
  channel.close();
  window.close();
  return true;
}

/** On the page: takes the new sign-in over when it is the same person's; somebody else begins from the start. */
export function awaitAgain(taken: () => void): void {
  new BroadcastChannel(CHANNEL).onmessage = ({ data }: MessageEvent<Message>) => {
    if (ended.value !== data.pool) return;
    if (!adopt(data.pool, data.session)) return location.reload();
    ended.value = undefined;
    taken();
  };
}
