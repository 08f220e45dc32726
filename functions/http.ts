import { createHash } from 'node:crypto';
import middy from '@middy/core';
import type { Context } from 'aws-lambda';
import { type Deps, needed } from '../shared/acts/base/deps.ts';
import { countRequest } from '../shared/acts/base/rate-limit.ts';
import type { BodyOf, ResponseName, ResponseOf, schemaOf } from '../shared/contracts/api/index.ts';
import type { Finding } from '../shared/contracts/finding.ts';
import type { RateLimit } from '../shared/contracts/rate-limit.ts';
import type { Principal } from '../shared/contracts/roles.ts';
import { ProblemError, refuse } from '../shared/errors.ts';
import { log } from '../shared/log.ts';
import { allFindings } from '../shared/rules/base/shape.ts';
import type { Write } from '../shared/store/base/table.ts';
import { type IdempotencyRecord, idempotencyRecord, type KeptAnswer } from '../shared/store/idempotency.ts';
import { addressOf, hashOfAddress } from './address.ts';
import { problemOf, type Result, respond } from './answer.ts';
import { type Edit, saveEdit, tellStanding, type VersionedAct } from './edit.ts';
import { answerOnce, type Once } from './idempotency.ts';
import {
  type Event,
  header,
  langOf,
  paramsOf,
  principalOf,
  queryOf,
  rawBody,
  readBody,
  versionOf,
} from './request.ts';
import { type Route, type RouteId, type RouteOf, routes } from './routes.ts';

/** The one file that knows middy: request → handler → answer kept under its Idempotency-Key → problem+json → headers. */

type Body<Id extends RouteId> =
  RouteOf<Id> extends { body: infer B extends Parameters<typeof schemaOf>[0] } ? BodyOf<B> : undefined;
type Query<Id extends RouteId> = Readonly<
  Partial<
    Record<RouteOf<Id> extends { query: infer Q extends readonly string[] } ? Q[number] : never, string>
  >
>;
type Answer<Id extends RouteId> = ResponseOf<RouteOf<Id>['response']>;

export interface ApiRequest<Id extends RouteId> {
  /** Role PUBLIC and empty id on open routes without a token. */
  principal: Principal;
  /** Path parameters, decoded. */
  params: Record<string, string>;
  /** As its row names them. */
  query: Query<Id>;
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

/**
 * Of a route: what it answers; of one that takes If-Match, or whose body names a version: how it saves or acts, and what
 * stands there when it may not.
 */
export interface ApiHandler<Id extends RouteId> {
  (
    deps: Deps,
  ): RouteOf<Id> extends { ifMatch: true }
    ? ApiEdit<Id>
    : Body<Id> extends { version: number }
      ? ApiVersionedAct<Id>
      : ApiAct<Id>;
  /**
   * What else is amiss when the body has not its shape, so that one refusal tells all of it (R14): asked with what of
   * the body can be read, and only reads.
   */
  alsoWrong?: (deps: Deps) => (request: ApiRequest<Id>) => Promise<readonly Finding[]>;
}
type ApiAct<Id extends RouteId> = (request: ApiRequest<Id>) => Promise<ApiAnswer<Id>>;
type ApiVersionedAct<Id extends RouteId> = VersionedAct<ApiRequest<Id>, ApiAnswer<Id>, StandingOf<Id>>;
type StandingOf<Id extends RouteId> =
  RouteOf<Id> extends { standing: infer N extends ResponseName } ? ResponseOf<N> : Answer<Id>;
type ApiEdit<Id extends RouteId> = Edit<ApiRequest<Id>, ApiAnswer<Id>, Answer<Id>>;
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

/** A Lambda handler for the routes of one audience. */
export function createApi(
  deps: Deps,
  handlers: Handlers,
): (event: Event, context: Context) => Promise<Result> {
  const made = new Map<string, ApiAct<RouteId>>();
  const standings = new Map<string, Standings>();
  const judges = new Map<string, ReturnType<Judge>>();
  for (const [id, factory] of Object.entries(handlers)) {
    judges.set(id, ((factory as { alsoWrong?: Judge }).alsoWrong ?? nothingElse)(deps));
    const handler = (factory as (deps: Deps) => Handler)(deps);
    if (typeof handler === 'function') made.set(id, handler);
    else if ('save' in handler) made.set(id, (request) => saveEdit(handler, request, deps.pause));
    else {
      made.set(id, handler.act);
      standings.set(id, handler.standing);
    }
  }
  const byKey = new Map<string, Route>(
    routes.filter((r) => made.has(r.id)).map((r) => [`${r.method} ${r.path}`, r as Route]),
  );

  const base = async (event: Event): Promise<Result> => {
    const route = byKey.get(event.routeKey);
    const run = route && made.get(route.id);
    if (!route || !run) throw new ProblemError('UNKNOWN_ROUTE');
    const known = await principalOf(event, route, deps);
    await deps.plans.refresh();
    const tookOver = deps.plans.takenOver(known);
    const principal = tookOver.length > 0 ? { ...known, tookOver } : known;
    const raw = rawBody(event);
    const key = route.idempotent ? keyOf(event) : '';
    const read = async (): Promise<Asked> => {
      const { wrong, ...asked } = requestOf(event, route, raw);
      const request = { ...asked, principal, key };
      if (wrong.length === 0) return request;
      const more = await judges.get(route.id)?.({ ...request, ...unremembered, now: deps.now() });
      return refuse('INVALID', ...allFindings(wrong, more ?? []));
    };
    const limited = limitedBy(deps, route, event, principal);
    if (!key || route.secret) {
      const asked = await read();
      const answer = await limited(asked.body, () => run({ ...asked, ...unremembered, now: deps.now() }));
      return respond(route, answer);
    }
    const record = idempotencyRecord(
      deps.table,
      { principalId: principal.id, key, hash: hashOf(event, raw), by: event.requestContext.requestId },
      deps.now,
    );
    let request: Asked;
    try {
      request = await read();
    } catch (error) {
      // What was accepted once is answered the same, whatever a later version asks of those who write.
      const answer = (await record.find())?.answer;
      if (answer?.body === undefined) throw error;
      return replayOf(route, answer);
    }
    const once = () => answerOnce(record, onceOf(deps, route, run, { record, request, limited }));
    const standing = standings.get(route.id);
    if (!standing) return once();
    const { version } = request.body as unknown as { version: number };
    return tellStanding(version, () => standing({ ...request, ...unremembered, now: deps.now() }), once);
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

type Handler = ApiAct<RouteId> | ApiEdit<RouteId> | AnyVersionedAct;
type AnyVersionedAct = VersionedAct<ApiRequest<RouteId>, ApiAnswer<RouteId>, unknown>;
type Standings = AnyVersionedAct['standing'];

/** A request but for the moment of its run and its memory. */
type Asked = Omit<ApiRequest<RouteId>, 'now' | 'remember' | 'rememberRef' | 'ref'>;

const unremembered = { remember: () => [], rememberRef: () => [] };

type Judge = NonNullable<ApiHandler<RouteId>['alsoWrong']>;
const nothingElse: Judge = () => async () => [];

/** A request, or what of it can be read with what is wrong with its body. */
function requestOf(event: Event, route: Route, raw: string) {
  const params = paramsOf(event);
  const { body, wrong } = readBody(route, event, raw);
  return {
    ...{ params, query: queryOf(event, route), body: body as never, wrong },
    ...{ version: versionOf(event, route), lang: langOf(event), requestId: event.requestContext.requestId },
  };
}

const hashOf = (event: Event, raw: string): string =>
  createHash('sha256').update(`${event.requestContext.http.method} ${event.rawPath}\n${raw}`).digest('hex');

type Limited = (body: unknown, run: () => Promise<ApiAnswer<RouteId>>) => Promise<ApiAnswer<RouteId>>;

/**
 * D22: counts a request against the limits of its route before it is carried out. What an act was refused for is given
 * back: an act counts when it is done, a question whatever the answer.
 */
function limitedBy(deps: Deps, { limits, idempotent }: Route, event: Event, { id }: Principal): Limited {
  if (!limits) return (_body, run) => run();
  return async (body, run) => {
    const edgeKey = needed(deps.env, 'EDGE_KEY');
    const address = addressOf(event, edgeKey);
    const askers = {
      ADDRESS: (window: string) => hashOfAddress(address, window, edgeKey),
      PERSON: () => id,
    };
    const ofRefusals = (limit: RateLimit) => limit.counts === 'REFUSALS';
    const giveBack = await countRequest(
      deps,
      limits.filter((one) => !ofRefusals(one)),
      askers,
      body,
    );
    // What was refused for is what is told; a count that stays is one act less today.
    const quietly = (back: () => Promise<void>) =>
      back().catch((error: unknown) => log.error('a request stays counted', error));
    const forgive = await countRequest(deps, limits.filter(ofRefusals), askers, body).catch(
      async (error: unknown) => {
        await quietly(giveBack);
        throw error;
      },
    );
    try {
      const answer = await run();
      await quietly(forgive);
      return answer;
    } catch (error) {
      if (idempotent) await quietly(giveBack);
      // Our own fault is nobody's try.
      if (!(error instanceof ProblemError)) await quietly(forgive);
      throw error;
    }
  };
}

/** A run of a handler, its answer remembered in the transaction of its act. */
function onceOf(
  { now, pause }: Deps,
  route: Route,
  run: ApiAct<RouteId>,
  { record, request, limited }: { record: IdempotencyRecord; request: Asked; limited: Limited },
): Once<Result> {
  let remembered = false;
  const keep = (answer: KeptAnswer): Write[] => {
    remembered = true;
    return record.keep(answer);
  };
  const memory = {
    remember: ({ status, body, version }: ApiAnswer<RouteId>) =>
      keep({ status, body: JSON.stringify(body), version }),
    rememberRef: (ref: string) => keep({ status: 200, ref }),
  };
  return {
    async run(ref) {
      remembered = false;
      if (ref === undefined) {
        const answer = await limited(request.body, () => run({ ...request, ...memory, now: now() }));
        return respond(route, answer);
      }
      return respond(route, await run({ ...request, ...unremembered, now: now(), ref }), true);
    },
    replay: (kept) => replayOf(route, kept),
    remembered: () => remembered,
    pause,
  };
}

function replayOf(route: Route, { status, body = 'null', version }: KeptAnswer): Result {
  const known = version === undefined ? {} : { version };
  return respond(route, { status, body: JSON.parse(body), ...known }, true);
}

/** @throws {ProblemError} IDEMPOTENCY_KEY_REQUIRED */
function keyOf(event: Event): string {
  const key = header(event, 'idempotency-key')?.trim();
  if (!key || key.length > 128) throw new ProblemError('IDEMPOTENCY_KEY_REQUIRED');
  return key;
}
