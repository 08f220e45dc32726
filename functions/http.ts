import { createHash } from 'node:crypto';
import middy from '@middy/core';
import type {
  APIGatewayProxyEventV2WithJWTAuthorizer,
  APIGatewayProxyStructuredResultV2,
  Context,
} from 'aws-lambda';
import * as z from 'zod/mini';
import type { Deps } from '../shared/acts/base/deps.ts';
import { type BodyOf, type ResponseOf, schemaOf } from '../shared/contracts/api/index.ts';
import type { Finding } from '../shared/contracts/finding.ts';
import { type Problem, problemCatalogue } from '../shared/contracts/problem.ts';
import { type Principal, type Role, roleNames } from '../shared/contracts/roles.ts';
import { ProblemError } from '../shared/errors.ts';
import { log } from '../shared/log.ts';
import { TransactionRefused, type Write } from '../shared/store/base/table.ts';
import { idempotencyRecord } from '../shared/store/idempotency.ts';
import { type Route, type RouteId, type RouteOf, routes } from './routes.ts';

/** The one file that knows middy and API Gateway: request → principal → schema → handler → problem+json → headers. */

/** The largest body a route takes, in bytes; files go to S3 directly. */
export const MAX_BODY_BYTES = 256 * 1024;

const MAX_PARAM = 200;

type Body<Id extends RouteId> =
  RouteOf<Id> extends { body: infer B extends Parameters<typeof schemaOf>[0] } ? BodyOf<B> : undefined;
type Answer<Id extends RouteId> = ResponseOf<RouteOf<Id>['response']>;

export interface ApiRequest<Id extends RouteId> {
  /** Role PUBLIC and empty id on open routes without a token. */
  principal: Principal;
  /** Path parameters, decoded. */
  params: Record<string, string>;
  query: Record<string, string | undefined>;
  body: Body<Id>;
  /** From If-Match; 0 where the route asks for none. */
  version: number;
  lang: 'zh' | 'en';
  requestId: string;
  /** ISO instant: the `now` of every rule of this request. */
  now: string;
  /** Writes that remember the answer under the Idempotency-Key; put them into the transaction of the act. */
  remember(answer: ApiAnswer<Id>): Write[];
  /**
   * The same where the answer is large or full of personal data: only the id of what the act was about is remembered. A
   * repeated request then reaches the handler with that id as `ref`; it does nothing and answers what there is now.
   */
  rememberRef(ref: string): Write[];
  ref?: string;
}

export interface ApiAnswer<Id extends RouteId> {
  status: number;
  body: Answer<Id>;
  /** Sent as ETag. */
  version?: number;
  headers?: Record<string, string>;
}

export type ApiHandler<Id extends RouteId> = (
  deps: Deps,
) => (request: ApiRequest<Id>) => Promise<ApiAnswer<Id>>;
/** Handlers by route id. */
export type Handlers = { [Id in RouteId]?: ApiHandler<Id> };

/**
 * The handlers of one audience, each from the file that bears the id of its route.
 *
 * @throws {Error} naming the first file that does not export its handler: the function does not start without it
 */
export async function loadHandlers(
  audience: Route['audience'],
  load: (id: RouteId) => Promise<Record<string, unknown>>,
): Promise<Handlers> {
  const own = routes.filter((r) => r.audience === audience);
  return Object.assign({}, ...(await Promise.all(own.map(async ({ id }) => handlerIn(await load(id), id)))));
}

/** A route's handler: the export of its file that is its id in camel case. */
export function handlerIn(module: Record<string, unknown>, id: RouteId): Handlers {
  const name = id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
  if (!module[name]) throw new Error(`The handler of ${id} does not export ${name}.`);
  return { [id]: module[name] };
}

export const ok = <B>(body: B, version?: number) => ({
  status: 200,
  body,
  ...(version === undefined ? {} : { version }),
});
export const created = <B>(body: B, version?: number) => ({
  status: 201,
  body,
  ...(version === undefined ? {} : { version }),
});

type Event = APIGatewayProxyEventV2WithJWTAuthorizer;
type Result = APIGatewayProxyStructuredResultV2;

/** A Lambda handler for the routes of one audience. */
export function createApi(
  deps: Deps,
  handlers: Handlers,
): (event: Event, context: Context) => Promise<Result> {
  const made = new Map<string, (request: ApiRequest<RouteId>) => Promise<ApiAnswer<RouteId>>>();
  for (const [id, factory] of Object.entries(handlers)) made.set(id, (factory as ApiHandler<RouteId>)(deps));
  const byKey = new Map<string, Route>(
    routes.filter((r) => made.has(r.id)).map((r) => [`${r.method} ${r.path}`, r as Route]),
  );

  const base = async (event: Event): Promise<Result> => {
    const route = byKey.get(event.routeKey);
    const run = route && made.get(route.id);
    if (!route || !run) throw new ProblemError('UNKNOWN_ROUTE');
    const principal = principalOf(event, route);
    const raw = rawBody(event);
    const idempotency = await idempotencyOf(deps, event, route, principal, raw);
    if (idempotency?.replay) return idempotency.replay;
    const request: ApiRequest<RouteId> = {
      principal,
      params: paramsOf(event),
      query: event.queryStringParameters ?? {},
      body: parseBody(route, event, raw) as never,
      version: versionOf(event, route),
      lang: langOf(event),
      requestId: event.requestContext.requestId,
      now: deps.now(),
      remember: (answer) => idempotency?.remember(answer) ?? [],
      rememberRef: (ref) => idempotency?.rememberRef(ref) ?? [],
      ...(idempotency?.ref === undefined ? {} : { ref: idempotency.ref }),
    };
    try {
      return respond(route, await run(request), request.ref !== undefined);
    } catch (error) {
      const twin =
        error instanceof TransactionRefused && idempotency ? await idempotency.raced(error) : undefined;
      if (twin?.replay) return twin.replay;
      if (twin?.ref !== undefined) return respond(route, await run({ ...request, ref: twin.ref }), true);
      throw error;
    }
  };

  return middy<Event, Result>(base as never).use({
    before: ({ event, context }) =>
      log.begin({
        requestId: event.requestContext?.requestId,
        route: event.routeKey,
        function: context.functionName,
      }),
    after: (request) => {
      log.info('answered', { status: request.response?.statusCode });
    },
    onError: (request) => {
      request.response = problemOf(request.error, request.event);
    },
  }) as never;
}

function principalOf(event: Event, route: Route): Principal {
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
  const role = plain ? 'APPLICANT' : groups.find((g): g is Role => Object.hasOwn(roleNames, g));
  if (!role || (route.roles.length > 0 && !route.roles.includes(role))) throw new ProblemError('FORBIDDEN');
  return {
    id: String(claims.sub),
    role,
    scope: String(claims['custom:scope'] ?? ''),
    name: String(claims.name ?? ''),
  };
}

/** Nothing has an id that long, and no key of the table may be much longer. @throws {ProblemError} NOT_FOUND */
function paramsOf(event: Event): Record<string, string> {
  const params = Object.entries(event.pathParameters ?? {}).map(([k, v]): [string, string] => [k, v ?? '']);
  if (params.some(([, value]) => value.length > MAX_PARAM)) throw new ProblemError('NOT_FOUND');
  return Object.fromEntries(params);
}

function rawBody(event: Event): string {
  const raw = event.body ?? '';
  const bytes = Math.max(Number(header(event, 'content-length') ?? 0), Buffer.byteLength(raw));
  if (bytes > MAX_BODY_BYTES) {
    throw new ProblemError('TOO_LARGE', [
      finding(
        'BODY_TOO_LARGE',
        {
          zh: '请求内容过大。文件请通过上传接口提交。',
          en: 'The body is too large; files are uploaded separately.',
        },
        { found: bytes, allowed: MAX_BODY_BYTES },
      ),
    ]);
  }
  return event.isBase64Encoded ? Buffer.from(raw, 'base64').toString('utf8') : raw;
}

function parseBody(route: Route, event: Event, raw: string): unknown {
  if (!route.body) return undefined;
  const type = header(event, 'content-type');
  if (type && !/^application\/json\b/i.test(type))
    throw new ProblemError('UNSUPPORTED_MEDIA_TYPE', [
      finding(
        'MEDIA_TYPE',
        { zh: '请以 application/json 提交。', en: 'Send application/json.' },
        { found: type },
      ),
    ]);
  let json: unknown;
  try {
    json = JSON.parse(raw);
  } catch {
    throw new ProblemError('MALFORMED_JSON');
  }
  const parsed = z.safeParse(schemaOf(route.body) as z.ZodMiniType, json);
  if (parsed.success) return parsed.data;
  throw new ProblemError('INVALID', parsed.error.issues.map(issueFinding));
}

/** A schema's complaint as a finding: the field, and what the schema allows. */
function issueFinding(issue: z.core.$ZodIssue): Finding {
  const field = `/${issue.path.map(String).join('/')}`;
  switch (issue.code) {
    case 'too_small':
      return finding(
        'TOO_SHORT',
        { zh: '内容过短或缺失。', en: 'Too short or missing.' },
        { field, allowed: `≥ ${issue.minimum}` },
      );
    case 'too_big':
      return finding(
        'TOO_LONG',
        { zh: '内容过长。', en: 'Too long.' },
        { field, allowed: `≤ ${issue.maximum}` },
      );
    case 'invalid_value':
      return finding(
        'INVALID_VALUE',
        { zh: '不在可选范围内。', en: 'Not one of the allowed values.' },
        { field, allowed: issue.values.map(String).join(', ') },
      );
    case 'invalid_format':
      return finding(
        'INVALID_FORMAT',
        { zh: '格式不正确。', en: 'Not in the right format.' },
        { field, allowed: issue.format },
      );
    case 'invalid_type':
      return finding(
        'FIELD_REQUIRED',
        { zh: '此项必填，或类型不正确。', en: 'Required, or of the wrong type.' },
        { field, allowed: issue.expected },
      );
    default:
      return finding('INVALID_VALUE', { zh: '内容不正确。', en: 'Not valid.' }, { field });
  }
}

function versionOf(event: Event, route: Route): number {
  if (!route.ifMatch) return 0;
  const value = header(event, 'if-match');
  if (value === undefined) throw new ProblemError('IF_MATCH_REQUIRED');
  const match = /^(?:W\/)?"?(\d+)"?$/.exec(value.trim());
  if (!match)
    throw new ProblemError('STALE_VERSION', [
      finding('ETAG', { zh: '版本标识无效。', en: 'Not a version of this resource.' }, { found: value }),
    ]);
  return Number(match[1]);
}

/** What an earlier request with the same key left: its answer, or only what it was about. */
interface Remembered {
  replay?: Result;
  ref?: string;
}

interface Idempotency extends Remembered {
  remember(answer: ApiAnswer<RouteId>): Write[];
  rememberRef(ref: string): Write[];
  /** What a twin request that was faster left, if that is why the transaction was refused. */
  raced(error: TransactionRefused): Promise<Remembered | undefined>;
}

async function idempotencyOf(
  deps: Deps,
  event: Event,
  route: Route,
  principal: Principal,
  raw: string,
): Promise<Idempotency | undefined> {
  if (!route.idempotent) return undefined;
  const key = header(event, 'idempotency-key')?.trim();
  if (!key || key.length > 128) throw new ProblemError('IDEMPOTENCY_KEY_REQUIRED');
  const hash = createHash('sha256').update(`${route.method} ${event.rawPath}\n${raw}`).digest('hex');
  const record = idempotencyRecord(deps.table, { principalId: principal.id, key, hash, now: deps.now() });
  const stored = async (): Promise<Remembered | undefined> => {
    const kept = await record.find();
    if (!kept) return undefined;
    const { status, body, version, ref } = kept;
    if (body === undefined) return ref === undefined ? undefined : { ref };
    return {
      replay: respond(route, { status, body: JSON.parse(body), version }, true),
    };
  };
  return {
    ...(await stored()),
    remember: ({ status, body, version }) => record.keep({ status, body: JSON.stringify(body), version }),
    rememberRef: (ref) => record.keep({ status: 200, ref }),
    raced: (error) => (record.isTwin(error) ? stored() : Promise.resolve(undefined)),
  };
}

function respond(route: Route, answer: ApiAnswer<RouteId>, replay = false): Result {
  const html = route.response === 'Html';
  return {
    statusCode: answer.status,
    headers: {
      ...baseHeaders(route),
      ...(replay ? { 'idempotent-replay': 'true' } : {}),
      ...etag(answer.version),
      ...answer.headers,
    },
    body: html ? String(answer.body) : JSON.stringify(answer.body),
  };
}

function baseHeaders(route: Route): Record<string, string> {
  return {
    'content-type':
      route.response === 'Html' ? 'text/html; charset=utf-8' : 'application/json; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'content-language': 'zh-CN',
  };
}

function etag(version: number | undefined): Record<string, string> {
  return version === undefined ? {} : { etag: `"${version}"` };
}

/** Any thrown thing as a problem document. Texts of unexpected errors never leave the log. */
function problemOf(error: unknown, event: Event): Result {
  const known = refusalOf(error);
  if (known.code === 'INTERNAL') log.error('unexpected', error);
  const lang = langOf(event);
  const entry = problemCatalogue[known.code];
  const body: Problem = {
    type: `urn:zhiping:problem:${known.code}`,
    title: entry[lang],
    status: entry.status,
    code: known.code,
    instance: event.rawPath,
    requestId: event.requestContext?.requestId ?? '',
    errors: known.findings.map(({ message, severity: _severity, ...rest }) => ({
      ...rest,
      message: message[lang],
    })),
  };
  log.info('refused', {
    status: entry.status,
    code: known.code,
    findings: known.findings.map((f) => f.code),
  });
  return {
    statusCode: entry.status,
    headers: {
      'content-type': 'application/problem+json; charset=utf-8',
      'content-language': lang === 'zh' ? 'zh-CN' : 'en',
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
    },
    body: JSON.stringify(body),
  };
}

function refusalOf(error: unknown): ProblemError {
  if (error instanceof ProblemError) return error;
  if (error instanceof TransactionRefused) return staleOf(error);
  return new ProblemError('INTERNAL');
}

/** A lost race on an aggregate: someone else was faster. The old item tells a missing thing from a moved one. */
function staleOf(error: TransactionRefused): ProblemError {
  const failed = error.reasons.find((r) => r.code === 'ConditionalCheckFailed');
  if (!failed && error.reasons.some((r) => r.code === 'TransactionConflict'))
    return new ProblemError('STALE_VERSION');
  if (!failed) return new ProblemError('INTERNAL', [], { cause: error });
  return failed.item && 'version' in failed.item
    ? new ProblemError('STALE_VERSION')
    : new ProblemError('CONFLICT');
}

function langOf(event: Event): 'zh' | 'en' {
  return /^\s*en\b/i.test(header(event, 'accept-language') ?? '') ? 'en' : 'zh';
}

/** Header names arrive in lower case from HTTP APIs; a direct caller may not know that. */
function header(event: Event, name: string): string | undefined {
  return (
    event.headers?.[name] ?? Object.entries(event.headers ?? {}).find(([k]) => k.toLowerCase() === name)?.[1]
  );
}

function finding(code: string, message: Finding['message'], facts: Partial<Finding> = {}): Finding {
  return { code, rule: 'R25', severity: 'error', message, ...facts };
}
