import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import * as z from 'zod/mini';
import type { Account, Appointed, Deps, PeopleBook } from '../shared/acts/base/deps.ts';
import { countRequest } from '../shared/acts/base/rate-limit.ts';
import { schemaOf } from '../shared/contracts/api/index.ts';
import { cleanName, normaliseEmail, normaliseIdentifier } from '../shared/contracts/characters.ts';
import type { Finding } from '../shared/contracts/finding.ts';
import { UNATTENDED } from '../shared/contracts/idle.ts';
import type { Principal, Role } from '../shared/contracts/roles.ts';
import { ProblemError, refuse } from '../shared/errors.ts';
import { find } from '../shared/rules/base/findings.ts';
import { checkPrinted, printedFields } from '../shared/rules/base/printed.ts';
import { allFindings, salvaged, shapeFindings } from '../shared/rules/base/shape.ts';
import { secondFactorRefusals } from './routes/limits.ts';
import type { Route } from './routes.ts';

/** One request as API Gateway hands it over: who asks, for what, with which body; refused where the route has it otherwise. */

export type Event = APIGatewayProxyEventV2WithJWTAuthorizer;

/** The largest body a route takes, in bytes; files go to S3 directly. */
const MAX_BODY_BYTES = 256 * 1024;

const MAX_PARAM = 200;

/**
 * Who asks: the token says who somebody is, the table what he may do. Whoever signs in with the people's issuer may
 * declare, without an appointment.
 * @throws {ProblemError} AUTH, also for a sign-in that nobody used for too long (D34), or FORBIDDEN with why there is no appointment in force
 */
export async function principalOf(
  event: Event,
  route: Route,
  { people, env, now, table }: Pick<Deps, 'people' | 'env' | 'now' | 'table'>,
): Promise<Principal> {
  const claims = event.requestContext.authorizer?.jwt?.claims;
  if (!claims) {
    if (route.auth !== 'none') throw new ProblemError('AUTH');
    return { id: '', role: 'PUBLIC', scope: '', name: '' };
  }
  const { sub, iss, name } = claims;
  if (route.auth === 'staff' && !twoFactors(claims, env.SECOND_FACTOR)) {
    const askers = { PERSON: () => String(sub), ADDRESS: () => '' };
    await countRequest({ table, now }, secondFactorRefusals, askers, undefined);
    throw new ProblemError('FORBIDDEN', [people.oneFactor]);
  }
  const account = { id: String(sub), issuer: String(iss ?? ''), name: cleanName(String(name ?? '')) };
  const signIn = signInOf(claims);
  const mine = await appointed(route, account, people, now());
  if (route.auth === 'staff' && mine.role !== 'PUBLIC') {
    const attended = route.screen === true || header(event, UNATTENDED) === undefined;
    const by = { accountId: account.id, role: mine.role, signIn: signIn ?? `iat ${claims.iat}`, attended };
    const over = await people.idle(by, now());
    if (over) refuse('AUTH', over);
  }
  return {
    ...{ id: account.id, name: account.name, issuer: account.issuer },
    ...(claims.email ? { email: normaliseEmail(String(claims.email)) } : {}),
    ...mine,
    ...(signIn ? { signIn } : {}),
  };
}

/** Does the token tell a second factor? API Gateway hands lists over as `[pwd otp]`. */
function twoFactors(claims: Readonly<Record<string, unknown>>, setting: string): boolean {
  const [claim = '', values = ''] = setting.split('=');
  if (claim === '') return true;
  const told = String(claims[claim] ?? '').split(/[^\w.:/-]+/);
  return values.split(',').some((value) => told.includes(value.trim()));
}

/** What the account does on this route. */
async function appointed(
  { auth, roles }: Route,
  account: Account,
  people: PeopleBook,
  now: string,
): Promise<Appointed> {
  const may = (role: Role) => roles.length === 0 || roles.includes(role);
  if (auth !== 'staff') {
    const applicant = may('APPLICANT') ? ({ role: 'APPLICANT', scope: '' } as const) : undefined;
    if (!roles.includes('UNIT_HR')) return applicant ?? refuse('FORBIDDEN');
    const unit = await people.unitOf(account, now);
    return 'why' in unit ? (applicant ?? refuse('FORBIDDEN', unit.why)) : unit;
  }
  if (roles.includes('PUBLIC')) return { role: 'PUBLIC', scope: '' };
  const staff = await people.staffOf(account, now);
  if ('why' in staff) return refuse('FORBIDDEN', staff.why);
  return may(staff.role) ? staff : refuse('FORBIDDEN');
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
