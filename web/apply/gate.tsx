import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { sessions, signIn, signInFailure } from '../kit/auth.ts';
import { NotAllowed, SignInNeeded } from '../kit/states.tsx';

/** What an applicant alone may see (R2). Nobody signed in: to the issuer at once, and back to this very place. */
export function Gate({ children }: { children: ComponentChildren }) {
  const session = sessions.public.value;
  const away = !session && !signInFailure.value;
  useEffect(() => {
    if (away) void signIn('public').catch(() => undefined);
  }, [away]);
  if (!session) return <SignInNeeded pool="public" />;
  if (session.role !== 'APPLICANT') return <NotAllowed />;
  return <>{children}</>;
}
