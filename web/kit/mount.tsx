import { QueryClientProvider } from '@tanstack/preact-query';
import { type ComponentChild, render } from 'preact';
import { completeSignIn, configureAuth, signIn, tokenOf } from './auth.ts';
import { configureClient } from './client.ts';
import { tellDocument } from './i18n.ts';
import { watchPresence } from './presence.ts';
import { queryClient } from './query.ts';
import { awaitAgain, beginAgain, endAgain, ended } from './sign-in-again.ts';

interface MountOptions {
  /** Index page of the section, where the issuer sends people back to. */
  section?: string;
  /** Do not go to sign-in by itself on 401: the page says so instead. */
  stay?: boolean;
}

/** Starts a section: finishes a sign-in that is under way, connects the client, shows the page. */
export function mount(page: ComponentChild, { section = '/', stay = false }: MountOptions = {}): void {
  const root = document.getElementById('app');
  if (!root) throw new Error('no #app');
  configureAuth(section);
  configureClient({
    token: tokenOf,
    onUnauthorised: (pool, why) => {
      if (why.includes('SIGN_IN_IDLE')) ended.value = pool;
      else if (!stay) void signIn(pool);
    },
  });
  if (beginAgain(section)) return;
  watchPresence();
  awaitAgain(() => void queryClient.invalidateQueries());
  tellDocument();
  void completeSignIn().then((target) => {
    if (endAgain(target)) return;
    if (target) history.replaceState(null, '', target);
    render(<QueryClientProvider client={queryClient}>{page}</QueryClientProvider>, root);
  });
}
