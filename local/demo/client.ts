import * as z from 'zod/mini';
import { type RouteId, type RouteOf, routeOf } from '../../functions/routes.ts';
import { type BodyOf, type ResponseOf, schemaOf } from '../../shared/contracts/api/index.ts';
import type { Problem } from '../../shared/contracts/problem.ts';
import { send } from './http.ts';
import { signIn } from './sign-in.ts';

type Body<Id extends RouteId> =
  RouteOf<Id> extends { body: infer B extends Parameters<typeof schemaOf>[0] } ? BodyOf<B> : undefined;
export type Answer<Id extends RouteId> = ResponseOf<RouteOf<Id>['response']>;

export interface CallOptions<Id extends RouteId> {
  params?: Record<string, string>;
  query?: Record<string, string>;
  body?: Body<Id>;
  /** Idempotency-Key: the same act has the same key, however often it is sent. */
  key?: string;
  /** If-Match of an edit. */
  version?: number;
}

/** A refusal of the API: its problem document (RFC 9457), with every finding. */
export class Refused extends Error {
  readonly status: number;
  readonly problem: Problem;
  constructor(route: string, status: number, problem: Problem) {
    const findings = (problem.errors ?? []).map(
      (e) => `${e.code}${e.field ? ` ${e.field}` : ''}: ${e.message}`,
    );
    super(`${route} → ${status} ${problem.code ?? problem.title ?? ''} ${findings.join(' · ')}`.trim());
    this.status = status;
    this.problem = problem;
  }
}

/** Calls routes by id, as one account or as nobody. */
export interface Caller {
  readonly login: string;
  /** The verified name of the sign-in (D16). */
  name(): Promise<string>;
  /** @throws {Refused} the problem document of the answer */
  call<Id extends RouteId>(id: Id, options?: CallOptions<Id>): Promise<Answer<Id>>;
}

export interface Client {
  readonly origin: string;
  readonly anyone: Caller;
  /** The account of that login; it signs in at its first call. */
  as(login: string): Caller;
}

const publicPool = /^(applicant|unit)\./;

/** A client of the API at `url`, which sends requests again while the server is away. */
export function createClient(url: string): Client {
  const origin = url.replace(/\/+$/, '');
  const anyone: Caller = {
    login: '',
    name: () => Promise.resolve(''),
    call: (id, options) => request(origin, id, options ?? {}, undefined),
  };
  let config: Promise<Answer<'get-config'>> | undefined;
  const callers = new Map<string, Caller>();

  const tokenOf = async (login: string): Promise<string> => {
    config ??= anyone.call('get-config');
    const { signIn: pools } = await config;
    const people = publicPool.test(login);
    const pool = people ? pools.public : pools.staff;
    return signIn({ ...pool, redirectUri: people ? `${origin}/` : `${origin}/admin/` }, login);
  };

  return {
    origin,
    anyone,
    as(login) {
      const known = callers.get(login);
      if (known) return known;
      let token: Promise<string> | undefined;
      const signedIn = () => {
        token ??= tokenOf(login);
        return token;
      };
      const caller: Caller = {
        login,
        name: async () => nameIn(await signedIn()),
        call: async (id, options) => request(origin, id, options ?? {}, await signedIn()),
      };
      callers.set(login, caller);
      return caller;
    },
  };
}

/** As the ID token says it. */
function nameIn(token: string): string {
  const claims = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    name?: string;
  };
  return claims.name ?? '';
}

async function request<Id extends RouteId>(
  origin: string,
  id: Id,
  options: CallOptions<Id>,
  token: string | undefined,
): Promise<Answer<Id>> {
  const route = routeOf(id);
  const { params = {}, query, body, key, version } = options;
  const path = route.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''));
  const headers: Record<string, string> = { 'accept-language': 'en' };
  if (token) headers.authorization = `Bearer ${token}`;
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (route.idempotent) headers['idempotency-key'] = key ?? crypto.randomUUID();
  if (route.ifMatch) headers['if-match'] = `"${version ?? 0}"`;
  const answer = await send(`${origin}${path}${query ? `?${new URLSearchParams(query)}` : ''}`, {
    method: route.method,
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  if (route.response === 'Html' && answer.ok) return text as Answer<Id>;
  const json: unknown = parse(text);
  if (!answer.ok) throw new Refused(id, answer.status, (json ?? {}) as Problem);
  return checked(id, json);
}

/** The answer, held against its contract: a handler that says something else is noticed here. */
function checked<Id extends RouteId>(id: Id, json: unknown): Answer<Id> {
  const parsed = z.safeParse(schemaOf(routeOf(id).response) as z.ZodMiniType, json);
  if (parsed.success) return parsed.data as Answer<Id>;
  const where = parsed.error.issues.map((i) => `/${i.path.map(String).join('/')} ${i.message}`);
  throw new Error(`${id} answers against its contract: ${where.join('; ')}`);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
