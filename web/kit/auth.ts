import { type Signal, signal } from '@preact/signals';
import type { Pool } from './client.ts';
import { siteConfig } from './config.ts';
import { clockError, type Session, sessionOf } from './session.ts';

/** Sign-in: OpenID Connect, authorization code with PKCE. The ID token is the bearer token (it says who somebody is). */

interface Pending {
  pool: Pool;
  verifier: string;
  state: string;
  nonce: string;
  returnTo: string;
  redirectUri: string;
}

const sessionKey = (pool: Pool) => `zp.session.${pool}`;
const PENDING = 'zp.sign-in';
/** Section whose index page the issuer sends people back to. */
let redirectPath = '/';

/** Who is signed in, by pool; pages follow it. */
export const sessions: Readonly<Record<Pool, Signal<Session | undefined>>> = {
  public: signal(restore('public')),
  staff: signal(restore('staff')),
};
/** What went wrong when coming back from the issuer; `clockError` where this device's time is the likely cause, in ms. */
export const signInFailure = signal<{ clockError?: number } | undefined>(undefined);

export function tokenOf(pool: Pool): string | undefined {
  const session = sessions[pool].value;
  return session && session.expiresAt > Date.now() ? session.token : undefined;
}

/** @param path index page of the section: `/`, `/admin/` */
export function configureAuth(path: string): void {
  redirectPath = path;
}

/** Goes to the issuer and comes back to `returnTo` (default: where we are). What forms hold lies in sessionStorage. */
export async function signIn(pool: Pool, returnTo = here(), anew = false): Promise<void> {
  const [oauth, { server, clientId }] = await Promise.all([import('oauth4webapi'), issuerOf(pool)]);
  const pending: Pending = {
    pool,
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    returnTo,
    redirectUri: `${location.origin}${redirectPath}`,
  };
  sessionStorage.setItem(PENDING, JSON.stringify(pending));
  const url = new URL(server.authorization_endpoint ?? '');
  url.search = new URLSearchParams({
    client_id: clientId,
    redirect_uri: pending.redirectUri,
    response_type: 'code',
    scope: 'openid profile',
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    state: pending.state,
    nonce: pending.nonce,
    // Whoever comes back to a device that was left alone proves who he is (D34).
    ...(anew ? { prompt: 'login' } : {}),
  }).toString();
  location.assign(url);
}

/**
 * Finishes a sign-in when the address carries its answer; call it before the first page is shown.
 * @returns where to go now, or undefined when there was nothing to finish
 */
export async function completeSignIn(): Promise<string | undefined> {
  const here = new URL(location.href);
  if (!here.searchParams.has('state') || !(here.searchParams.has('code') || here.searchParams.has('error')))
    return undefined;
  const pending = takePending();
  if (!pending) return redirectPath;
  try {
    sessions[pending.pool].value = await exchange(here, pending);
    signInFailure.value = undefined;
  } catch {
    signInFailure.value = await measureClock();
  }
  return pending.returnTo;
}

/** A token's times mean nothing on a wrong clock; the server's own, from our own origin, is there to compare. */
async function measureClock(): Promise<{ clockError?: number }> {
  try {
    const { headers } = await fetch(redirectPath, { method: 'HEAD', cache: 'no-store' });
    const error = clockError(headers.get('date'), Date.now());
    return error === undefined ? {} : { clockError: error };
  } catch {
    // Without an answer nothing is known of the clock; that the sign-in failed is said all the same.
    return {};
  }
}

async function exchange(answer: URL, pending: Pending): Promise<Session> {
  const [oauth, { server, clientId, insecure }] = await Promise.all([
    import('oauth4webapi'),
    issuerOf(pending.pool),
  ]);
  const client = { client_id: clientId };
  const checked = oauth.validateAuthResponse(server, client, answer, pending.state);
  const response = await oauth.authorizationCodeGrantRequest(
    server,
    client,
    oauth.None(),
    checked,
    pending.redirectUri,
    pending.verifier,
    { [oauth.allowInsecureRequests]: insecure },
  );
  const tokens = await oauth.processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: pending.nonce,
    requireIdToken: true,
  });
  const claims = oauth.getValidatedIdTokenClaims(tokens);
  if (!tokens.id_token || !claims) throw new Error('no ID token');
  const session = sessionOf(pending.pool, tokens.id_token, claims);
  const last = lastPerson(pending.pool);
  if (last !== undefined && last !== session.id) forgetDrafts();
  sessionStorage.setItem(sessionKey(pending.pool), JSON.stringify(session));
  return session;
}

/** Goes on with another sign-in of the same person. @returns false, and nothing is changed, when it is somebody else's */
export function adopt(pool: Pool, session: Session): boolean {
  if (lastPerson(pool) !== session.id) return false;
  sessionStorage.setItem(sessionKey(pool), JSON.stringify(session));
  sessions[pool].value = session;
  return true;
}

/** Forgets the session here, then at the issuer. */
export async function signOut(pool: Pool): Promise<void> {
  const session = sessions[pool].value;
  sessions[pool].value = undefined;
  for (const key of Object.keys(sessionStorage)) if (key.startsWith('zp.')) sessionStorage.removeItem(key);
  const { server, clientId } = await issuerOf(pool);
  if (!server.end_session_endpoint) return location.assign(redirectPath);
  const url = new URL(server.end_session_endpoint);
  url.search = new URLSearchParams({
    client_id: clientId,
    ...(session ? { id_token_hint: session.token } : {}),
    post_logout_redirect_uri: `${location.origin}${redirectPath}`,
  }).toString();
  location.assign(url);
}

async function issuerOf(pool: Pool) {
  const [oauth, config] = await Promise.all([import('oauth4webapi'), siteConfig()]);
  const { issuer, clientId } = config.signIn[pool];
  const url = new URL(issuer);
  // Only an issuer on this very machine may speak plain HTTP.
  const insecure = url.protocol === 'http:' && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  const response = await oauth.discoveryRequest(url, { [oauth.allowInsecureRequests]: insecure });
  return { server: await oauth.processDiscoveryResponse(url, response), clientId, insecure };
}

/** Who was signed in last in this tab, even if that has run out. */
function lastPerson(pool: Pool): string | undefined {
  try {
    return (JSON.parse(sessionStorage.getItem(sessionKey(pool)) ?? '') as Session).id;
  } catch {
    return undefined;
  }
}

/** What one person has typed is not shown to the next one. */
function forgetDrafts(): void {
  for (const key of Object.keys(sessionStorage))
    if (key.startsWith('zp.draft.')) sessionStorage.removeItem(key);
}

function restore(pool: Pool): Session | undefined {
  try {
    const session = JSON.parse(sessionStorage.getItem(sessionKey(pool)) ?? '') as Session;
    return session.expiresAt > Date.now() ? session : undefined;
  } catch {
    return undefined;
  }
}

function takePending(): Pending | undefined {
  const text = sessionStorage.getItem(PENDING);
  sessionStorage.removeItem(PENDING);
  return text ? (JSON.parse(text) as Pending) : undefined;
}

const here = () => `${location.pathname}${location.search}${location.hash}`;
