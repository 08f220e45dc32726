import { createHash } from 'node:crypto';
import middy from '@middy/core';
import type { APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import type { Deps } from '../shared/acts/base/deps.ts';
import type { BodyOf, ResponseOf, schemaOf } from '../shared/contracts/api/index.ts';
import type { Finding } from '../shared/contracts/finding.ts';
import { type Problem, problemCatalogue } from '../shared/contracts/problem.ts';
import type { Principal } from '../shared/contracts/roles.ts';
import { ProblemError, refuse } from '../shared/errors.ts';
import { log } from '../shared/log.ts';
import { allFindings } from '../shared/rules/base/shape.ts';
import { TransactionRefused, type Write } from '../shared/store/base/table.ts';
import { idempotencyRecord } from '../shared/store/idempotency.ts';
import {
  type Event,
  header,
  langOf,
  paramsOf,
  principalOf,
  rawBody,
  readBody,
  versionOf,
} from './request.ts';
import { type Route, type RouteId, type RouteOf, routes } from './routes.ts';

/** The one file that knows middy: request → handler → answer kept under its Idempotency-Key → problem+json → headers. */

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
  /** The Idempotency-Key; empty on routes that take none. */
  key: string;
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

export interface ApiHandler<Id extends RouteId> {
  (deps: Deps): (request: ApiRequest<Id>) => Promise<ApiAnswer<Id>>;
  /**
   * What else is amiss when the body has not its shape, so that one refusal tells all of it (R14): asked with what of
   * the body can be read, and only reads.
   */
  alsoWrong?: (deps: Deps) => (request: ApiRequest<Id>) => Promise<readonly Finding[]>;
}
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

type Result = APIGatewayProxyStructuredResultV2;

/** A Lambda handler for the routes of one audience. */
export function createApi(
  deps: Deps,
  handlers: Handlers,
): (event: Event, context: Context) => Promise<Result> {
  const factories = Object.entries(handlers) as [string, ApiHandler<RouteId>][];
  const made = new Map(factories.map(([id, factory]) => [id, factory(deps)]));
  const judges = new Map(factories.map(([id, factory]) => [id, factory.alsoWrong?.(deps)]));
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
    const read = readBody(route, event, raw);
    const request: ApiRequest<RouteId> = {
      principal,
      params: paramsOf(event),
      query: event.queryStringParameters ?? {},
      body: (read.ok ? read.body : read.partial) as never,
      version: versionOf(event, route),
      lang: langOf(event),
      key: idempotency?.key ?? '',
      requestId: event.requestContext.requestId,
      now: deps.now(),
      remember: (answer) => idempotency?.remember(answer) ?? [],
      rememberRef: (ref) => idempotency?.rememberRef(ref) ?? [],
      ...(idempotency?.ref === undefined ? {} : { ref: idempotency.ref }),
    };
    if (!read.ok) {
      const more = (await judges.get(route.id)?.(request)) ?? [];
      return refuse('INVALID', ...allFindings(read.findings, more));
    }
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

/** What an earlier request with the same key left: its answer, or only what it was about. */
interface Remembered {
  replay?: Result;
  ref?: string;
}

interface Idempotency extends Remembered {
  key: string;
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
    key,
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
