import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { S3Error, type S3ErrorCode } from './errors.ts';
import { param, type S3Request, uriEncode } from './request.ts';
import { parseAmzDate, type Timeline } from './timeline.ts';

export interface Credentials {
  accessKeyId: string;
  secretAccessKey: string;
}

/** A scope that was checked: whose key, for which day, and the derived signing key. */
export interface Scope {
  accessKeyId: string;
  /** `20260301/cn-north-1/s3/aws4_request` */
  scope: string;
  signingKey: Buffer;
}

/** The outcome of a good signature. */
export interface Authorization extends Scope {
  via: 'header' | 'query';
  amzDate: string;
  signature: string;
  /** UNSIGNED-PAYLOAD, STREAMING-…, or the SHA-256 of the body in lower-case hex. */
  payload: string;
}

export interface Verifier {
  credentials: readonly Credentials[];
  region: string;
  timeline: Timeline;
}

export const ALGORITHM = 'AWS4-HMAC-SHA256';
const LONGEST_PRESIGN_SECONDS = 604_800;
const PAYLOADS = new Set(['UNSIGNED-PAYLOAD', 'STREAMING-UNSIGNED-PAYLOAD-TRAILER']);

/**
 * Checks a request's SigV4 signature, in the header or in the query.
 * @throws S3Error AccessDenied, SignatureDoesNotMatch, InvalidAccessKeyId, AuthorizationHeaderMalformed …
 */
export function authorize(request: S3Request, verifier: Verifier): Authorization {
  const header = request.headers.get('authorization');
  const query =
    param(request, 'X-Amz-Algorithm') !== undefined || param(request, 'X-Amz-Signature') !== undefined;
  if (header !== undefined && query) {
    throw new S3Error(
      'InvalidArgument',
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the Authorization header should be specified',
    );
  }
  if (header !== undefined) return authorizeHeader(request, header, verifier);
  if (query) return authorizeQuery(request, verifier);
  throw new S3Error('AccessDenied');
}

/**
 * The age of a header-signed request is not checked, as S3 would (RequestTimeTooSkewed): the local
 * clock may have been moved by months, while a foreign client signs in real time and knows nothing of it.
 */
function authorizeHeader(request: S3Request, header: string, verifier: Verifier): Authorization {
  const malformed = (message: string) =>
    new S3Error('AuthorizationHeaderMalformed', `The authorization header is malformed; ${message}`);
  if (!header.startsWith(`${ALGORITHM} `)) {
    if (/^AWS4-ECDSA/.test(header)) throw new S3Error('NotImplemented', 'SigV4A is not implemented.');
    throw new S3Error('InvalidArgument', 'Unsupported Authorization Type', { ArgumentName: 'Authorization' });
  }
  const parts = new Map(
    header
      .slice(ALGORITHM.length)
      .split(',')
      .map((part) => {
        const equals = part.indexOf('=');
        return [part.slice(0, equals).trim(), part.slice(equals + 1).trim()] as const;
      }),
  );
  const [credential, signed, signature] = ['Credential', 'SignedHeaders', 'Signature'].map((name) =>
    parts.get(name),
  );
  if (!credential || !signed || !signature)
    throw malformed('Credential, SignedHeaders and Signature are needed.');
  const amzDate = request.headers.get('x-amz-date');
  if (!amzDate || parseAmzDate(amzDate) === undefined) {
    throw new S3Error('AccessDenied', 'AWS authentication requires a valid x-amz-date header');
  }
  const payload = request.headers.get('x-amz-content-sha256');
  if (payload === undefined) {
    throw new S3Error('InvalidRequest', 'Missing required header for this request: x-amz-content-sha256');
  }
  const scope = checkScope(credential, amzDate, verifier, 'AuthorizationHeaderMalformed');
  const good = { ...scope, via: 'header', amzDate, signature, payload: checkPayload(payload) } as const;
  checkSignature(request, good, signed.split(';'));
  return good;
}

function authorizeQuery(request: S3Request, verifier: Verifier): Authorization {
  const malformed = (message: string) => new S3Error('AuthorizationQueryParametersError', message);
  const names = ['Algorithm', 'Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature'];
  const values = names.map((name) => param(request, `X-Amz-${name}`));
  const [algorithm, credential, amzDate, expires, signed, signature] = values;
  if (!algorithm || !credential || !amzDate || !expires || !signed || !signature) {
    throw malformed(
      'Query-string authentication version 4 requires the X-Amz-Algorithm, X-Amz-Credential, X-Amz-Signature, X-Amz-Date, X-Amz-SignedHeaders, and X-Amz-Expires parameters.',
    );
  }
  if (algorithm !== ALGORITHM) throw malformed(`X-Amz-Algorithm only supports "${ALGORITHM}"`);
  const signedAt = parseAmzDate(amzDate);
  if (signedAt === undefined)
    throw malformed("X-Amz-Date must be in the ISO8601 Long Format \"yyyyMMdd'T'HHmmss'Z'\"");
  if (!/^\d{1,7}$/.test(expires)) throw malformed('X-Amz-Expires should be a number');
  if (Number(expires) > LONGEST_PRESIGN_SECONDS) {
    throw malformed(
      'X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds',
    );
  }
  const scope = checkScope(credential, amzDate, verifier, 'AuthorizationQueryParametersError');
  const expiresAt = signedAt + Number(expires) * 1000;
  const state = verifier.timeline.judge(signedAt, expiresAt);
  if (state === 'early') throw new S3Error('AccessDenied', 'Request is not yet valid');
  if (state === 'expired') {
    throw new S3Error('AccessDenied', 'Request has expired', {
      'X-Amz-Expires': expires,
      Expires: isoSeconds(expiresAt),
      ServerTime: isoSeconds(verifier.timeline.now()),
    });
  }
  const payload =
    param(request, 'X-Amz-Content-Sha256') ??
    request.headers.get('x-amz-content-sha256') ??
    'UNSIGNED-PAYLOAD';
  const good = { ...scope, via: 'query', amzDate, signature, payload: checkPayload(payload) } as const;
  checkSignature(request, good, signed.split(';'));
  hoistQuery(request);
  return good;
}

/** A presigner moves x-amz-* headers into the query, where the signature covers them: they count as headers. */
function hoistQuery(request: S3Request): void {
  const own = /^x-amz-(algorithm|credential|date|expires|signedheaders|signature|security-token)$/;
  for (const [name, value] of request.query) {
    const lower = name.toLowerCase();
    if (lower.startsWith('x-amz-') && !own.test(lower)) request.headers.set(lower, value);
  }
}

/**
 * Checks `key/day/region/s3/aws4_request` and derives the signing key.
 * A session token is neither needed nor looked at: the keys of the embedded cloud are permanent.
 */
export function checkScope(
  credential: string,
  amzDate: string,
  verifier: Verifier,
  code: S3ErrorCode,
): Scope {
  const parts = credential.split('/');
  const [day, region, service, terminator] = parts.slice(-4);
  if (parts.length < 5 || !day)
    throw new S3Error(
      code,
      `The Credential is mal-formed; expecting "<YOUR-AKID>/YYYYMMDD/REGION/SERVICE/aws4_request".`,
    );
  if (region !== verifier.region) {
    const message = `The authorization is malformed; the region '${region}' is wrong; expecting '${verifier.region}'`;
    throw new S3Error(code, message, { Region: verifier.region });
  }
  if (service !== 's3' || terminator !== 'aws4_request') {
    throw new S3Error(
      code,
      `The Credential is mal-formed; incorrect service or terminator "${service}/${terminator}".`,
    );
  }
  if (day !== amzDate.slice(0, 8))
    throw new S3Error(code, `Invalid credential date "${day}". This date is not the same as X-Amz-Date.`);
  const accessKeyId = parts.slice(0, -4).join('/');
  const known = verifier.credentials.find((entry) => entry.accessKeyId === accessKeyId);
  if (!known) throw new S3Error('InvalidAccessKeyId', undefined, { AWSAccessKeyId: accessKeyId });
  const dayKey = hmac(`AWS4${known.secretAccessKey}`, day);
  const signingKey = hmac(hmac(hmac(dayKey, region), 's3'), 'aws4_request');
  return { accessKeyId, scope: [day, region, 's3', 'aws4_request'].join('/'), signingKey };
}

function checkPayload(payload: string): string {
  if (PAYLOADS.has(payload) || /^[0-9a-f]{64}$/.test(payload)) return payload;
  if (payload.startsWith('STREAMING-')) throw new S3Error('NotImplemented', `${payload} is not implemented.`);
  throw new S3Error(
    'InvalidArgument',
    'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, or a valid sha256 value.',
    {
      ArgumentName: 'x-amz-content-sha256',
      ArgumentValue: payload,
    },
  );
}

function checkSignature(request: S3Request, auth: Authorization, signedHeaders: readonly string[]): void {
  const unsigned = ['host', ...request.headers.keys()].filter(
    (name) => (name === 'host' || name.startsWith('x-amz-')) && !signedHeaders.includes(name),
  );
  if (unsigned.length > 0) {
    throw new S3Error('AccessDenied', 'There were headers present in the request which were not signed', {
      HeadersNotSigned: [...new Set(unsigned)].join(', '),
    });
  }
  const canonical = canonicalRequest(request, signedHeaders, auth.payload);
  const toSign = [ALGORITHM, auth.amzDate, auth.scope, sha256(Buffer.from(canonical, 'latin1'))].join('\n');
  if (sameHex(hmac(auth.signingKey, toSign).toString('hex'), auth.signature)) return;
  throw new S3Error('SignatureDoesNotMatch', undefined, {
    AWSAccessKeyId: auth.accessKeyId,
    StringToSign: toSign,
    SignatureProvided: auth.signature,
    CanonicalRequest: canonical,
  });
}

/**
 * The canonical request of SigV4 as S3 wants it: the path encoded once and not normalised.
 * Header values stay as Node gives them (one character a byte), so that the hash is over the bytes sent.
 */
function canonicalRequest(request: S3Request, signedHeaders: readonly string[], payload: string): string {
  const query = request.query
    .filter(([name]) => name !== 'X-Amz-Signature')
    .map(([name, value]) => [uriEncode(name), uriEncode(value)] as const)
    .sort(([a, x], [b, y]) => compare(a, b) || compare(x, y))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
  const headers = signedHeaders.map(
    (name) => `${name}:${(request.headers.get(name) ?? '').trim().replace(/\s+/g, ' ')}\n`,
  );
  const path = uriEncode(decodeURIComponent(request.rawPath), true);
  return [request.method, path, query, headers.join(''), signedHeaders.join(';'), payload].join('\n');
}

export function hmac(key: string | Buffer, data: string): Buffer {
  return createHmac('sha256', key).update(data, 'utf8').digest();
}

function sha256(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('hex');
}

/** Compares in time that does not tell where the difference is. */
export function sameHex(expected: string, given: string): boolean {
  const [a, b] = [Buffer.from(expected), Buffer.from(given)];
  return a.length === b.length && timingSafeEqual(a, b);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function isoSeconds(time: number): string {
  return new Date(time).toISOString().replace(/\.\d{3}/, '');
}
