import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose';

/** Claims as HTTP APIs hand them to functions: every value is a string, arrays in brackets. */
export type Claims = Record<string, string>;

/**
 * A JWT authorizer as API Gateway runs it: signature by the issuer's published keys, `iss`, times, and `aud` or
 * `client_id` among the audiences. A token that is not taken is undefined; where the issuer's keys cannot be had, nothing is
 * known of it, and a valid one must not be called invalid. Tokens live in real time, whatever the movable clock says: sessions survive a move.
 */
export function createTokenVerifier({
  issuer,
  audience,
}: {
  issuer: string;
  audience: readonly string[];
}): (authorization: string | undefined) => Promise<Claims | 'unknown' | undefined> {
  let keys: ReturnType<typeof createRemoteJWKSet> | undefined;
  const keySet = async () => {
    if (keys) return keys;
    const answer = await fetch(`${issuer}/.well-known/openid-configuration`, {
      signal: AbortSignal.timeout(KEYS_MS),
    });
    if (!answer.ok) throw new Error(`the issuer ${issuer} does not answer`);
    const { jwks_uri: uri } = (await answer.json()) as { jwks_uri: string };
    keys = createRemoteJWKSet(new URL(uri), { timeoutDuration: KEYS_MS });
    return keys;
  };
  return async (authorization) => {
    const token = /^Bearer (\S+)$/i.exec(authorization ?? '')?.[1];
    if (!token) return undefined;
    try {
      const { payload } = await jwtVerify(token, await keySet(), {
        issuer,
        algorithms: ['RS256'],
        // As AWS: a token that never runs out is none.
        requiredClaims: ['exp'],
      });
      return accepts(payload, audience) ? claimsOf(payload) : undefined;
    } catch (error) {
      return isVerdict(error) ? undefined : 'unknown';
    }
  };
}

/** How long the issuer may take to publish its keys. */
const KEYS_MS = 5_000;

/** What jose says of a token; anything else, and the keys' own troubles, are none. */
function isVerdict(error: unknown): boolean {
  if (error instanceof errors.JWKSNoMatchingKey) return true;
  return (
    error instanceof errors.JOSEError &&
    error.code !== 'ERR_JOSE_GENERIC' &&
    !(error instanceof errors.JWKSTimeout) &&
    !(error instanceof errors.JWKSInvalid)
  );
}

function accepts(payload: JWTPayload, audience: readonly string[]): boolean {
  const named = [payload.aud, payload.client_id].flat().filter((v) => typeof v === 'string');
  return named.some((v) => audience.includes(v));
}

function claimsOf(payload: JWTPayload): Claims {
  return Object.fromEntries(
    Object.entries(payload).map(([k, v]) => [
      k,
      Array.isArray(v) ? `[${v.join(' ')}]` : typeof v === 'object' ? JSON.stringify(v) : String(v),
    ]),
  );
}
