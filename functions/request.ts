import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import * as z from 'zod/mini';
import { schemaOf } from '../shared/contracts/api/index.ts';
import { cleanName, normaliseIdentifier } from '../shared/contracts/characters.ts';
import type { Finding } from '../shared/contracts/finding.ts';
import { type Principal, presentRole, type Role, roleNames } from '../shared/contracts/roles.ts';
import { ProblemError, refuse } from '../shared/errors.ts';
import { find } from '../shared/rules/base/findings.ts';
import { checkPrinted, printedFields } from '../shared/rules/base/printed.ts';
import { allFindings, salvaged, shapeFindings } from '../shared/rules/base/shape.ts';
import type { Route } from './routes.ts';

/** One request as API Gateway hands it over: who asks, for what, with which body; refused where the route has it otherwise. */

export type Event = APIGatewayProxyEventV2WithJWTAuthorizer;

/** The largest body a route takes, in bytes; files go to S3 directly. */
const MAX_BODY_BYTES = 256 * 1024;

const MAX_PARAM = 200;

export function principalOf(event: Event, route: Route): Principal {
  const claims = event.requestContext.authorizer?.jwt?.claims;
  if (!claims) {
    if (route.auth !== 'none') throw new ProblemError('AUTH');
    return { id: '', role: 'PUBLIC', scope: '', name: '' };
  }
  const groups = String(claims['cognito:groups'] ?? '')
    .replace(/^\[|\]$/g, '')
    .split(/[\s,]+/)
    .filter(Boolean);
  // Whoever signs up with the people's issuer is an applicant; every other role is given by somebody.
  const plain = route.auth === 'public' && groups.length === 0;
  const role = plain
    ? 'APPLICANT'
    : groups.map(presentRole).find((one): one is Role => Object.hasOwn(roleNames, one));
  if (!role || (route.roles.length > 0 && !route.roles.includes(role))) throw new ProblemError('FORBIDDEN');
  const signIn = signInOf(claims);
  return {
    id: String(claims.sub),
    role,
    scope: String(claims['custom:scope'] ?? ''),
    name: cleanName(String(claims.name ?? '')),
    ...(signIn ? { signIn } : {}),
  };
}

/**
 * What names a sign-in in its tokens (D21): Cognito's `origin_jti`, of other issuers the session `sid`, or else the moment
 * at which the person proved who he is.
 */
const signInOf = (claims: Readonly<Record<string, unknown>>): string | undefined =>
  ['origin_jti', 'sid', 'auth_time']
    .filter((name) => (claims[name] ?? '') !== '')
    .map((name) => `${name} ${claims[name]}`)[0];

/** Places of paths that a person may have typed (D11); all others are ids of ours. */
const typed = ['certificateNo', 'uscc'];

/** Nothing has an id that long, and no key of the table may be much longer. @throws {ProblemError} NOT_FOUND */
export function paramsOf(event: Event): Record<string, string> {
  const params = Object.entries(event.pathParameters ?? {}).map(([k, v]): [string, string] => [k, v ?? '']);
  if (params.some(([, value]) => value.length > MAX_PARAM)) throw new ProblemError('NOT_FOUND');
  return Object.fromEntries(
    params.map(([name, value]) => [name, typed.includes(name) ? normaliseIdentifier(value) : value]),
  );
}

/** A name that the route does not know is no wish that it could fulfil. @throws {ProblemError} INVALID */
export function queryOf(event: Event, { query: known = [] }: Route): Record<string, string | undefined> {
  const given = event.queryStringParameters ?? {};
  const allowed = known.join(', ') || '—';
  const unknown = Object.keys(given).filter((name) => !known.includes(name));
  if (unknown.length > 0)
    refuse('INVALID', ...unknown.map((field) => find('QUERY_UNKNOWN', { field, found: field, allowed })));
  return given;
}

export function rawBody(event: Event): string {
  const raw = event.body ?? '';
  const bytes = Math.max(Number(header(event, 'content-length') ?? 0), Buffer.byteLength(raw));
  if (bytes > MAX_BODY_BYTES)
    refuse('TOO_LARGE', find('BODY_TOO_LARGE', { found: bytes, allowed: MAX_BODY_BYTES }));
  return event.isBase64Encoded ? Buffer.from(raw, 'base64').toString('utf8') : raw;
}

/** A body; or, where something is wrong with it, what of it can be read. */
export function readBody(
  route: Route,
  event: Event,
  raw: string,
): { readonly body: unknown; readonly wrong: readonly Finding[] } {
  if (!route.body) return { body: undefined, wrong: [] };
  const type = header(event, 'content-type');
  if (type && !/^application\/json\b/i.test(type))
    refuse('UNSUPPORTED_MEDIA_TYPE', find('MEDIA_TYPE', { found: type }));
  let json: unknown;
  try {
    json = JSON.parse(raw);
  } catch {
    throw new ProblemError('MALFORMED_JSON');
  }
  const schema = schemaOf(route.body) as z.ZodMiniType;
  const read = z.safeParse(schema, json);
  const body = read.success ? read.data : salvaged(schema, json);
  const shape = read.success ? [] : shapeFindings(read.error.issues, json);
  return { body, wrong: allFindings(shape, checkPrinted(body, printedFields[route.body] ?? [])) };
}

export function versionOf(event: Event, route: Route): number {
  if (!route.ifMatch) return 0;
  const value = header(event, 'if-match');
  if (value === undefined) throw new ProblemError('IF_MATCH_REQUIRED');
  const match = /^(?:W\/)?"?(\d+)"?$/.exec(value.trim());
  return match ? Number(match[1]) : refuse('STALE_VERSION', find('ETAG', { found: value }));
}

export function langOf(event: Event): 'zh' | 'en' {
  return /^\s*en\b/i.test(header(event, 'accept-language') ?? '') ? 'en' : 'zh';
}

/** Header names arrive in lower case from HTTP APIs; a direct caller may not know that. */
export function header(event: Event, name: string): string | undefined {
  return (
    event.headers?.[name] ?? Object.entries(event.headers ?? {}).find(([k]) => k.toLowerCase() === name)?.[1]
  );
}
