import { createHash, randomBytes } from 'node:crypto';
import { send } from './http.ts';

export interface Pool {
  issuer: string;
  clientId: string;
  /** Where the issuer sends the browser back to. */
  redirectUri: string;
}

interface Discovery {
  authorization_endpoint: string;
  token_endpoint: string;
}

const ATTEMPTS = 3;

/**
 * Signs in as a browser does (OIDC code flow with PKCE): authorize, the sign-in page, the code, the token.
 * @returns the ID token
 * @throws {Error} when the issuer does not know the account
 */
export async function signIn(pool: Pool, login: string): Promise<string> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await goThrough(pool, login);
    } catch (error) {
      // A code counts once: when the issuer went away between taking it and answering, one has to begin again.
      if (attempt === ATTEMPTS) throw error;
    }
  }
}

async function goThrough(pool: Pool, login: string): Promise<string> {
  const discovery = (await (
    await send(`${pool.issuer}/.well-known/openid-configuration`)
  ).json()) as Discovery;
  const verifier = randomBytes(32).toString('base64url');
  const state = randomBytes(8).toString('hex');
  const authorize = new URL(discovery.authorization_endpoint);
  authorize.search = new URLSearchParams({
    client_id: pool.clientId,
    redirect_uri: pool.redirectUri,
    response_type: 'code',
    scope: 'openid profile',
    state,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();

  const browser = createBrowser();
  const page = await browser(authorize);
  const back = await browser(page.url, new URLSearchParams({ login }), pool.redirectUri);
  const code = back.url.searchParams.get('code');
  if (!code || back.url.searchParams.get('state') !== state)
    throw new Error(`no sign-in as ${login}: ${back.status} at ${back.url.pathname}`);
  const answer = await send(discovery.token_endpoint, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: pool.clientId,
      code,
      redirect_uri: pool.redirectUri,
      code_verifier: verifier,
    }),
  });
  const { id_token: token } = (await answer.json()) as { id_token?: string };
  if (!token) throw new Error(`no token for ${login}: ${answer.status}`);
  return token;
}

/** Follows redirects with its cookies, up to the address that it is told to stop before. */
function createBrowser() {
  const cookies = new Map<string, string>();
  return async (
    start: URL,
    form?: URLSearchParams,
    stopAt?: string,
  ): Promise<{ url: URL; status: number }> => {
    let url = start;
    let body = form;
    for (let hop = 0; hop < 10; hop++) {
      const answer = await send(url, {
        method: body ? 'POST' : 'GET',
        headers: { cookie: [...cookies].map(([k, v]) => `${k}=${v}`).join('; ') },
        ...(body ? { body } : {}),
      });
      await answer.arrayBuffer();
      for (const line of answer.headers.getSetCookie()) keep(cookies, line);
      const location = answer.headers.get('location');
      if (!location) return { url, status: answer.status };
      url = new URL(location, url);
      body = undefined;
      if (stopAt && url.href.startsWith(`${stopAt}?`)) return { url, status: answer.status };
    }
    throw new Error(`too many redirects from ${start.pathname}`);
  };
}

function keep(cookies: Map<string, string>, line: string): void {
  const [pair = ''] = line.split(';');
  const at = pair.indexOf('=');
  const [name, value] = [pair.slice(0, at), pair.slice(at + 1)];
  if (!value || /expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
  else cookies.set(name, value);
}
