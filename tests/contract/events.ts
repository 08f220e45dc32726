import type { APIGatewayProxyEventV2WithJWTAuthorizer } from 'aws-lambda';
import { type Route, routes } from '../../functions/routes.ts';
import type { Appointed, PeopleBook } from '../../shared/acts/base/deps.ts';
import type { Role } from '../../shared/contracts/roles.ts';
import { find } from '../../shared/rules/people/findings.ts';

/** HTTP API events, payload format 2.0, as API Gateway sends them after its JWT authorizer. */

export type Audience = Route['audience'];

/** Who calls: the claims of the token, and what the account may do. `scope` as appointments have it. */
export interface Caller {
  id: string;
  role: Exclude<Role, 'PUBLIC' | 'SYSTEM'>;
  name?: string;
  scope?: string;
  /** Administers the people of the scope. */
  head?: true;
  /** Other accounts of the same natural person (D29). */
  alsoAs?: readonly string[];
  /** Whose tokens these are; by default one that is named after role and scope. */
  issuer?: string;
  /** Besides those of every token. */
  claims?: Readonly<Record<string, string>>;
  /** Which of the person's sign-ins; one and the same by default. */
  signIn?: string;
}

export interface CallOptions {
  as?: Caller;
  body?: unknown;
  /** Beats `body`: sent as it is. */
  rawBody?: string;
  headers?: Record<string, string>;
  query?: Record<string, string>;
  /** If-Match. */
  version?: number;
  /** Idempotency-Key; every call to an idempotent route gets a fresh one otherwise. */
  key?: string;
  /** The network address that API Gateway sees; another one for every call otherwise. */
  address?: string;
}

let requests = 0;

export function eventOf(
  audience: Audience,
  method: Route['method'],
  pathAndQuery: string,
  { as, body, rawBody, headers = {}, query = {}, version, key, address }: CallOptions,
): APIGatewayProxyEventV2WithJWTAuthorizer {
  const [path = '', search = ''] = pathAndQuery.split('?');
  const route = routeAt(audience, method, path);
  const all = { ...Object.fromEntries(new URLSearchParams(search)), ...query };
  requests += 1;
  const text = rawBody ?? (body === undefined ? undefined : JSON.stringify(body));
  return {
    version: '2.0',
    routeKey: route ? `${method} ${route.path}` : '$default',
    rawPath: path,
    rawQueryString: new URLSearchParams(all).toString(),
    headers: {
      ...(text === undefined ? {} : { 'content-type': 'application/json' }),
      ...(route?.idempotent ? { 'idempotency-key': key ?? `key-${requests}` } : {}),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
      ...Object.fromEntries(Object.entries(headers).map(([k, v]) => [k.toLowerCase(), v])),
    },
    ...(Object.keys(all).length > 0 ? { queryStringParameters: all } : {}),
    ...(route ? { pathParameters: paramsOf(route.path, path) } : {}),
    ...(text === undefined ? {} : { body: text }),
    isBase64Encoded: false,
    requestContext: {
      accountId: '000000000000',
      apiId: 'local',
      domainName: '127.0.0.1',
      domainPrefix: 'local',
      http: {
        ...{ method, path, protocol: 'HTTP/1.1', userAgent: 'contract-test' },
        sourceIp: address ?? `10.${requests >> 16}.${(requests >> 8) & 255}.${requests & 255}`,
      },
      requestId: `request-${requests}`,
      routeKey: route ? `${method} ${route.path}` : '$default',
      stage: '$default',
      time: '01/Sep/2020:02:00:00 +0000',
      timeEpoch: 0,
      ...(as ? { authorizer: authorizerOf(as) } : {}),
    } as APIGatewayProxyEventV2WithJWTAuthorizer['requestContext'],
  };
}

const ISSUER = 'https://issuer.example/';

/**
 * What a caller may do where a test does not say it in the table: the issuer is named after it, so that no word with the
 * table is added to those that the tests count.
 */
export const callersBook: PeopleBook = {
  oneFactor: find('SECOND_FACTOR'),
  idle: async () => undefined,
  staffOf: async ({ issuer }) => calledAs(issuer),
  unitOf: async ({ issuer }) => {
    const called = calledAs(issuer);
    return called.role === 'UNIT_HR' ? called : { why: find('UNIT_NOT_REGISTERED') };
  },
};

function calledAs(issuer: string): Appointed {
  const { searchParams } = new URL(issuer);
  const role = searchParams.get('role') as Role;
  return {
    role,
    scope: searchParams.get('scope') ?? '',
    ...(searchParams.has('head') ? { head: true } : {}),
    ...(searchParams.has('also') ? { alsoAs: searchParams.getAll('also') } : {}),
  };
}

function authorizerOf({
  id,
  role,
  name = '',
  scope = '',
  head,
  signIn = 'first',
  issuer,
  claims: more,
  alsoAs = [],
}: Caller) {
  const also = alsoAs.map((one) => ['also', one]);
  const called = [['role', role], ['scope', scope], ...(head ? [['head', 'true']] : []), ...also];
  const claims = {
    origin_jti: `${signIn} of ${id}`,
    sub: id,
    // What a person could write into his own token changes nothing.
    'cognito:groups': '[PLATFORM_OPS]',
    iss: issuer ?? `${ISSUER}?${new URLSearchParams(called)}`,
    name,
    ...more,
  };
  return { principalId: '', integrationLatency: 0, jwt: { claims, scopes: [] } };
}

/** The route that API Gateway would choose: literal segments before parameters. */
export function routeAt(audience: Audience, method: string, path: string): Route | undefined {
  const alike = byShape.get(shapeOf(audience, method, path)) ?? [];
  return alike.find((r) => pattern(r.path).test(path));
}

const shapeOf = (audience: string, method: string, path: string) =>
  `${audience} ${method} ${path.split('/').length}`;
const byShape = Map.groupBy(
  [...routes].sort((a, b) => a.path.split('{').length - b.path.split('{').length),
  (r): string => shapeOf(r.audience, r.method, r.path),
);

const patterns = new Map<string, RegExp>();

function pattern(template: string): RegExp {
  const known = patterns.get(template);
  if (known) return known;
  const made = new RegExp(`^${template.replace(/\{\w+\}/g, '([^/]+)')}$`);
  patterns.set(template, made);
  return made;
}

function paramsOf(template: string, path: string): Record<string, string> {
  const names = [...template.matchAll(/\{(\w+)\}/g)].map((m) => m[1] ?? '');
  const values = pattern(template).exec(path)?.slice(1) ?? [];
  return Object.fromEntries(names.map((name, i) => [name, decodeURIComponent(values[i] ?? '')]));
}
