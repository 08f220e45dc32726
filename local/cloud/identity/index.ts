import { createPrivateKey, generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { Provider } from 'oidc-provider';
import { readBody, SMALL_BODY } from '../body.ts';
import { readState, writeState } from '../data-files.ts';
import type { Account } from './account.ts';
import { accountPage, messagePage } from './pages.ts';
import { createIdentityStore } from './store.ts';

interface Options {
  /** Public address of this issuer, e.g. `http://127.0.0.1:8787/idp/staff`. */
  issuer: string;
  title: string;
  clientId: string;
  redirectUris: string[];
  /** Accounts offered on the sign-in page. */
  accounts: readonly Account[];
  /** Any further login that this issuer knows. */
  find(login: string): Account | undefined;
  /** Before somebody is let in. */
  signedIn(login: string): Promise<void>;
  dir: string;
}

export interface Identity {
  /** Path prefix of the issuer on this server. */
  readonly path: string;
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
  close(): void;
}

const HOUR = 3600;

/**
 * An OpenID provider (code + PKCE, RS256) on oidc-provider, with Cognito's claims. It lives in real time: moving the
 * local clock signs nobody out. There are no passwords: this issuer exists only on the machine that runs it.
 */
export function createIdentity(options: Options): Identity {
  const { issuer, clientId, redirectUris } = options;
  const path = new URL(issuer).pathname;
  mkdirSync(options.dir, { recursive: true });
  const store = createIdentityStore(join(options.dir, 'identity.db'), { now: () => Date.now() });
  const provider = new Provider(issuer, {
    adapter: store.Adapter as never,
    clients: [
      {
        client_id: clientId,
        redirect_uris: redirectUris,
        post_logout_redirect_uris: redirectUris,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        id_token_signed_response_alg: 'RS256',
        require_auth_time: true,
      },
    ],
    jwks: { keys: [signingKey(join(options.dir, 'signing-key.json'))] as never },
    cookies: {
      keys: [secret(join(options.dir, 'cookie-secret'))],
      names: { session: `s_${clientId}`, interaction: `i_${clientId}`, resume: `r_${clientId}` },
    },
    claims: { openid: ['sub', 'origin_jti'], profile: ['name', 'amr'] },
    conformIdTokenClaims: false,
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx: { body: unknown }, form: string) => {
          ctx.body = messagePage(options.title, '退出登录', form, '退出');
        },
      } as never,
    },
    pkce: { required: () => true },
    ttl: {
      IdToken: 12 * HOUR,
      AccessToken: 12 * HOUR,
      AuthorizationCode: 120,
      Interaction: HOUR,
      Session: 24 * HOUR,
      Grant: 24 * HOUR,
      RefreshToken: 24 * HOUR,
    },
    interactions: {
      url: (_ctx: unknown, interaction: { uid: string }) => `${path}/sign-in/${interaction.uid}`,
    },
    issueRefreshToken: async () => true,
    clientBasedCORS: () => true,
    // As Cognito's `origin_jti`: one value for a sign-in and whatever is issued from it, another one for the next.
    findAccount: async (_ctx: unknown, sub: string, token?: { grantId?: string }) => {
      const account = options.find(sub);
      const signIn = token?.grantId ? { origin_jti: token.grantId } : {};
      return account && { accountId: sub, claims: async () => ({ ...claimsOf(account), ...signIn }) };
    },
    // The only client is ours: consent is implied.
    loadExistingGrant: async (ctx: {
      oidc: {
        session?: { accountId?: string; grantIdFor(id: string): string | undefined };
        client: { clientId: string };
      };
    }) => {
      const { session } = ctx.oidc;
      const grant = new provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: session?.accountId });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
  } as never);
  const callback = provider.callback();

  return {
    path,
    async handle(req, res) {
      const url = new URL(req.url ?? '/', issuer);
      const uid = /\/sign-in\/([\w-]+)$/.exec(url.pathname)?.[1];
      if (uid) return signIn(req, res);
      Object.assign(req, { originalUrl: req.url });
      req.url = (req.url ?? '').slice(path.length) || '/';
      await callback(req, res);
    },
    close: store.close,
  };

  async function signIn(req: IncomingMessage, res: ServerResponse): Promise<void> {
    try {
      const details = await provider.interactionDetails(req, res);
      const login =
        req.method === 'POST'
          ? new URLSearchParams((await readBody(req, SMALL_BODY)).toString('utf8')).get('login')?.trim()
          : undefined;
      const account = login ? options.find(login) : undefined;
      if (!account) {
        html(
          res,
          login ? 422 : 200,
          accountPage({
            title: options.title,
            action: `${path}/sign-in/${details.uid}`,
            accounts: options.accounts,
            unknown: login,
          }),
        );
        return;
      }
      await options.signedIn(account.login);
      await provider.interactionFinished(
        req,
        res,
        // As an issuer that has asked for a second factor says it (RFC 8176).
        { login: { accountId: account.login, amr: ['pwd', 'otp'] } },
        { mergeWithLastSubmission: false },
      );
    } catch {
      html(res, 400, messagePage(options.title, '登录已超时', '请返回页面重新登录。'));
    }
  }
}

function claimsOf(account: Account): { sub: string } & Record<string, unknown> {
  return {
    sub: account.login,
    name: account.name,
  };
}

function html(res: ServerResponse, status: number, body: string): void {
  res.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy':
      "default-src 'none'; style-src 'self'; base-uri 'none'; frame-ancestors 'none'",
  });
  res.end(body);
}

/** The RS256 key of this data folder, made on first use. */
function signingKey(file: string): Record<string, unknown> {
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = privateKey.export({ format: 'jwk' });
    writeState(file, JSON.stringify({ ...key, use: 'sig', alg: 'RS256', kid: `local-${Date.now()}` }));
  }
  return (
    readState(file, (text) => {
      const key = JSON.parse(text);
      createPrivateKey({ key, format: 'jwk' });
      return key as Record<string, unknown>;
    }) ?? {}
  );
}

function secret(file: string): string {
  if (!existsSync(file)) writeState(file, randomBytes(32).toString('hex'));
  return (
    readState(file, (text) => {
      if (!/^[0-9a-f]{64}$/.test(text)) throw new Error('not a key');
      return text;
    }) ?? ''
  );
}
