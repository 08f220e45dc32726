import { type RouteId, type RouteOf, routes } from '../../functions/routes.ts';
import type { BodyName, BodyOf, ResponseOf } from '../../shared/contracts/api/index.ts';
import { UNATTENDED } from '../../shared/contracts/idle.ts';
import type { Problem } from '../../shared/contracts/problem.ts';
import { lang } from './i18n.ts';
import { attended } from './presence.ts';

/** The typed client of the HTTP API: paths, bodies and answers come from functions/routes.ts and the contracts. */

export type Pool = 'public' | 'staff';
export type { RouteId };

/** `{itemId}` places of a path. */
export type PathParams<P extends string> = P extends `${string}{${infer Name}}${infer Rest}`
  ? { [K in Name]: string } & PathParams<Rest>
  : unknown;

type Facts<Id extends RouteId> = RouteOf<Id>;
type BodyFor<Id extends RouteId> =
  Facts<Id> extends { body: infer N } ? (N extends BodyName ? BodyOf<N> : never) : undefined;

export type BodyOfUpload = BodyOf<'UploadBody'>;
export type ResponseFor<Id extends RouteId> = ResponseOf<Facts<Id>['response']>;

type Params<Id extends RouteId> = PathParams<Facts<Id>['path']>;
type NeedParams<Id extends RouteId> =
  unknown extends Params<Id> ? { params?: undefined } : { params: Params<Id> };
type NeedBody<Id extends RouteId> =
  BodyFor<Id> extends undefined ? { body?: undefined } : { body: BodyFor<Id> };
type NeedVersion<Id extends RouteId> =
  Facts<Id> extends { ifMatch: true } ? { ifMatch: number } : { ifMatch?: undefined };

/** What a call needs: the path's places, the body, the version for edits. Keys of idempotent acts may be given. */
export type CallOptions<Id extends RouteId> = NeedParams<Id> &
  NeedBody<Id> &
  NeedVersion<Id> & {
    query?: Readonly<Record<string, string | number | undefined>>;
    idempotencyKey?: string;
    signal?: AbortSignal;
  };

/** The answer: its body, and the version of the aggregate (ETag) where there is one. */
export interface Reply<Body> {
  body: Body;
  version: number | undefined;
}
export type Answer<Id extends RouteId> = Reply<ResponseFor<Id>>;

export type ProblemLine = Problem['errors'][number];

/** A refusal of the API (RFC 9457), with all errors at once; `code` OFFLINE when nothing answered. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly errors: readonly ProblemLine[];
  readonly requestId: string;
  /** Of an edit that came too late (412): what is stored now, as its GET gives it, and in which version. */
  readonly current: { readonly body: unknown; readonly version: number | undefined } | undefined;

  constructor(
    problem: Pick<Problem, 'status' | 'code' | 'title' | 'errors' | 'requestId'>,
    current?: ApiProblem['current'],
  ) {
    super(problem.title);
    this.name = 'ApiProblem';
    this.status = problem.status;
    this.code = problem.code;
    this.title = problem.title;
    this.errors = problem.errors;
    this.requestId = problem.requestId;
    this.current = current;
  }
}

/** The thing has moved on since it was on the screen: another person acted, or the same one in another window. */
export const isOvertaken = (problem: ApiProblem | undefined): boolean =>
  problem !== undefined && ['STALE_TURN', 'STALE_VERSION'].includes(problem.code);

interface SlimRoute {
  id: string;
  method: string;
  path: string;
  auth: 'none' | Pool;
  idempotent?: true;
  ifMatch?: true;
}
const table = new Map<string, SlimRoute>(routes.map((r) => [r.id, r]));

/** How a route is called. @throws {RangeError} no such route */
export function slimRoute(id: RouteId): SlimRoute {
  const route = table.get(id);
  if (!route) throw new RangeError(`no route ${id}`);
  return route;
}

/** `/v1/me/archive/{itemId}` with its places filled in and the query added; undefined members are left out. */
export function pathOf(
  id: RouteId,
  params: Readonly<Record<string, string>> = {},
  query: Readonly<Record<string, string | number | undefined>> = {},
): string {
  const path = slimRoute(id).path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = params[name];
    if (!value) throw new RangeError(`${id} needs ${name}`);
    return encodeURIComponent(value);
  });
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) if (value !== undefined) search.set(key, String(value));
  const text = search.toString();
  return text ? `${path}?${text}` : path;
}

/** One key a user action; kept for its retries. */
export const newIdempotencyKey = (): string => crypto.randomUUID();

export interface ClientSettings {
  /** The bearer token of a pool; undefined when nobody is signed in there. */
  token(pool: Pool): string | undefined;
  /** Called on 401, with the pool whose sign-in has run out. */
  onUnauthorised(pool: Pool, why: readonly string[]): void;
  fetch: typeof fetch;
  /** Milliseconds before each repetition of a call that nothing answered. */
  retryAfter: readonly number[];
}

const settings: ClientSettings = {
  token: () => undefined,
  onUnauthorised: () => undefined,
  fetch: (input, init) => globalThis.fetch(input, init),
  retryAfter: [400, 1500],
};

export function configureClient(changes: Partial<ClientSettings>): void {
  Object.assign(settings, changes);
}

/**
 * Calls a route. A call that changes nothing, or that carries an idempotency key, is repeated when nothing answered.
 * @throws {ApiProblem}
 */
export async function call<Id extends RouteId>(id: Id, ...[given]: OptionsOf<Id>): Promise<Answer<Id>> {
  const route = slimRoute(id);
  const options = (given ?? {}) as LooseOptions;
  const key = route.idempotent ? (options.idempotencyKey ?? newIdempotencyKey()) : undefined;
  const url = pathOf(id, options.params, options.query);
  const init: RequestInit = {
    method: route.method,
    headers: headersOf(route, options, key),
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
    ...(options.signal ? { signal: options.signal } : {}),
  };
  const repeatable = route.method === 'GET' || route.method === 'PUT' || key !== undefined;
  const response = await send(url, init, repeatable);
  if (!response.ok) throw await problemOf(response, route);
  return { body: (await response.json()) as ResponseFor<Id>, version: versionOf(response) };
}

function versionOf(response: Response): number | undefined {
  const version = /"(\d+)"/.exec(response.headers.get('etag') ?? '')?.[1];
  return version === undefined ? undefined : Number(version);
}

type Required<Id extends RouteId> =
  unknown extends Params<Id>
    ? BodyFor<Id> extends undefined
      ? Facts<Id> extends { ifMatch: true }
        ? true
        : false
      : true
    : true;
/** Options may be left out where a route needs nothing. */
export type OptionsOf<Id extends RouteId> =
  Required<Id> extends true ? [options: CallOptions<Id>] : [options?: CallOptions<Id>];

interface LooseOptions {
  params?: Record<string, string>;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  ifMatch?: number;
  idempotencyKey?: string;
  signal?: AbortSignal;
}

function headersOf(route: SlimRoute, options: LooseOptions, key: string | undefined): Record<string, string> {
  const token = route.auth === 'none' ? undefined : settings.token(route.auth);
  return {
    accept: 'application/json',
    'accept-language': lang.value === 'zh' ? 'zh-CN' : 'en',
    ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(token ? { authorization: `Bearer ${token}` } : {}),
    ...(attended() ? {} : { [UNATTENDED]: '1' }),
    ...(key ? { 'idempotency-key': key } : {}),
    ...(options.ifMatch === undefined ? {} : { 'if-match': `"${options.ifMatch}"` }),
  };
}

/** A wait that a page may keep to by itself. */
const SOON_S = 2;
const BUSY = new Set([429, 502, 503, 504]);

async function send(url: string, init: RequestInit, repeatable: boolean): Promise<Response> {
  for (let attempt = 0; ; attempt++) {
    const wait = repeatable ? settings.retryAfter[attempt] : undefined;
    try {
      const response = await settings.fetch(url, init);
      const after = response.headers.get('retry-after');
      const busy = BUSY.has(response.status) || after !== null;
      // One that says to come back later is shown to the person at once.
      if (!busy || wait === undefined || Number(after ?? 0) > SOON_S) return response;
    } catch (error) {
      if (init.signal?.aborted) throw error;
      if (wait === undefined) throw offline();
    }
    await new Promise((done) => setTimeout(done, wait));
  }
}

async function problemOf(response: Response, route: SlimRoute): Promise<ApiProblem> {
  const parsed = await response.json().catch(() => undefined);
  const told = (typeof parsed === 'object' && parsed !== null ? parsed : {}) as Partial<Problem> & {
    current?: unknown;
  };
  if (response.status === 401 && route.auth !== 'none')
    settings.onUnauthorised(
      route.auth,
      (told.errors ?? []).map((one) => one.code),
    );
  const problem = {
    status: response.status,
    code: told.code ?? gatewayCodes[response.status] ?? 'INTERNAL',
    title: told.title ?? gatewayTitle(response.status),
    errors: Array.isArray(told.errors) ? told.errors : [],
    requestId: told.requestId ?? '',
  };
  const current = told.current ? { body: told.current, version: versionOf(response) } : undefined;
  return new ApiProblem(problem, current);
}

/** What the gateway answers by itself, which is no problem document. */
const gatewayCodes: Readonly<Record<number, string>> = { 401: 'AUTH', 429: 'TOO_MANY_REQUESTS' };

function gatewayTitle(status: number): string {
  if (status === 429)
    return lang.value === 'zh'
      ? '现在访问的人太多，请过一分钟再试'
      : 'Too many people are here just now; please try again in a minute';
  return lang.value === 'zh' ? '服务器没有正常应答' : 'The server did not answer as expected';
}

function offline(): ApiProblem {
  return new ApiProblem({
    status: 0,
    code: 'OFFLINE',
    title:
      lang.value === 'zh'
        ? '没有连上服务器，请检查网络后重试'
        : 'The server could not be reached; check the network and try again',
    errors: [],
    requestId: '',
  });
}
