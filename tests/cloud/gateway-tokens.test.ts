import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTokenVerifier } from '../../local/cloud/gateway/tokens.ts';

/** Which tokens the local gateway takes, as AWS's JWT authorizer does. */
let server: Server;
let issuer: string;
let keys: Awaited<ReturnType<typeof generateKeyPair>>;

beforeAll(async () => {
  keys = await generateKeyPair('RS256');
  const jwk = { ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'RS256' };
  server = createServer((req, res) => {
    res.setHeader('content-type', 'application/json');
    const found = req.url?.endsWith('/jwks') ? { keys: [jwk] } : { issuer, jwks_uri: `${issuer}/jwks` };
    res.end(JSON.stringify(found));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => server.close());

const seconds = () => Math.floor(Date.now() / 1000);
const signed = (claims: JWTPayload) =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid: 'k' }).sign(keys.privateKey);

describe('tokens signed with the real key', () => {
  test.each<[string, (whole: JWTPayload) => JWTPayload, boolean]>([
    ['whole', (whole) => whole, true],
    ['without exp: it would never run out', ({ exp: _exp, ...rest }) => rest, false],
    ['run out', (whole) => ({ ...whole, exp: seconds() - 60 }), false],
    ['not valid yet', (whole) => ({ ...whole, nbf: seconds() + 600 }), false],
    ['of another issuer', (whole) => ({ ...whole, iss: 'http://elsewhere' }), false],
    ['for somebody else', (whole) => ({ ...whole, aud: 'another-client' }), false],
  ])('%s', async (_name, change, taken) => {
    const verify = createTokenVerifier({ issuer, audience: ['client'] });
    const whole = { iss: issuer, aud: 'client', sub: 'p', iat: seconds(), exp: seconds() + 600 };
    const claims = await verify(`Bearer ${await signed(change(whole))}`);
    expect(claims?.sub).toBe(taken ? 'p' : undefined);
  });
});
