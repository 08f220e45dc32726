import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BodyTooLarge, readBody } from '../body.ts';
import type { CloudClock } from '../clock/clock.ts';
import type { InvocationResult } from '../lambda/index.ts';
import type { ApiDefinition } from '../template/read-template.ts';
import { createTokenVerifier } from './tokens.ts';

/** Payload limit of API Gateway's HTTP APIs. */
const MAX_PAYLOAD_BYTES = 10 * 1024 * 1024;

interface Options {
  api: ApiDefinition;
  accountId: string;
  clock: CloudClock;
  invoke(target: string, event: unknown): Promise<InvocationResult>;
}

export interface Gateway {
  /** Answers a request to the API. Never rejects. */
  handle(req: IncomingMessage, res: ServerResponse): Promise<void>;
}

interface Answer {
  statusCode?: number;
  headers?: Record<string, string | number | boolean>;
  cookies?: string[];
  body?: string;
  isBase64Encoded?: boolean;
}

/** HTTP API (payload format 2.0) of the template: routing, JWT authorizers, throttling, Lambda proxy integration. */
export function createGateway({ api, accountId, clock, invoke }: Options): Gateway {
  const routes = api.routes
    .map((route) => ({ ...route, ...compile(route.path) }))
    .sort((a, b) => b.rank - a.rank);
  const verifiers = new Map(api.authorizers.map((a) => [a.id, createTokenVerifier(a)]));
  const allow = tokenBucket(api.throttle);

  const respond = async (req: IncomingMessage, res: ServerResponse) => {
    const requestId = randomUUID();
    res.setHeader('apigw-requestid', requestId);
    if (!allow()) return send(res, 429, { message: 'Too Many Requests' });
    const url = new URL(req.url ?? '/', 'http://local');
    const route = routes.find(
      (r) => (r.method === 'ANY' || r.method === req.method) && r.pattern.test(url.pathname),
    );
    if (!route) return send(res, 404, { message: 'Not Found' });
    const verifier = route.authorizer ? verifiers.get(route.authorizer) : undefined;
    const claims = verifier ? await verifier(req.headers.authorization) : undefined;
    if (claims === 'unknown') {
      // Not a word about the token: the keys to judge it by could not be had.
      res.setHeader('retry-after', '1');
      return send(res, 503, { message: 'Service Unavailable' });
    }
    if (verifier && !claims) {
      res.setHeader('www-authenticate', 'Bearer');
      return send(res, 401, { message: 'Unauthorized' });
    }
    const body = await readBody(req, MAX_PAYLOAD_BYTES);
    const text = isText(req.headers['content-type']);
    const now = clock.now();
    const result = await invoke(route.target, {
      version: '2.0',
      routeKey: `${route.method} ${route.path}`,
      rawPath: url.pathname,
      rawQueryString: url.search.slice(1),
      headers: headersOf(req),
      ...(url.search ? { queryStringParameters: queryOf(url) } : {}),
      ...(route.names.length > 0 ? { pathParameters: parametersOf(route, url.pathname) } : {}),
      requestContext: {
        accountId,
        apiId: api.name,
        domainName: req.headers.host ?? '',
        domainPrefix: api.name,
        http: {
          method: req.method,
          path: url.pathname,
          protocol: `HTTP/${req.httpVersion}`,
          sourceIp: req.socket.remoteAddress ?? '',
          userAgent: req.headers['user-agent'] ?? '',
        },
        requestId,
        routeKey: `${route.method} ${route.path}`,
        stage: '$default',
        time: new Date(now).toISOString(),
        timeEpoch: now,
        ...(claims ? { authorizer: { jwt: { claims, scopes: null } } } : {}),
      },
      ...(body.length > 0 ? { body: body.toString(text ? 'utf8' : 'base64') } : {}),
      isBase64Encoded: body.length > 0 && !text,
    });
    if ('functionError' in result) return send(res, 500, { message: 'Internal Server Error' });
    relay(res, result.payload);
  };

  return {
    async handle(req, res) {
      try {
        await respond(req, res);
      } catch (error) {
        if (error instanceof BodyTooLarge) send(res, 413, { message: 'Request Entity Too Large' });
        else if (!res.headersSent) send(res, 500, { message: 'Internal Server Error' });
        else res.destroy();
      }
    },
  };
}

function relay(res: ServerResponse, payload: unknown): void {
  const answer = payload as Answer | null;
  if (typeof answer !== 'object' || answer === null || answer.statusCode === undefined) {
    // A payload without a status is the body itself, as format 2.0 defines.
    res.setHeader('content-type', 'application/json');
    res.end(typeof payload === 'string' ? payload : JSON.stringify(payload));
    return;
  }
  res.statusCode = answer.statusCode;
  for (const [name, value] of Object.entries(answer.headers ?? {})) res.setHeader(name, String(value));
  if (answer.cookies) res.setHeader('set-cookie', answer.cookies);
  res.end(answer.isBase64Encoded ? Buffer.from(answer.body ?? '', 'base64') : (answer.body ?? ''));
}

function send(res: ServerResponse, status: number, body: unknown): void {
  res.statusCode = status;
  res.setHeader('content-type', 'application/json');
  res.end(JSON.stringify(body));
}

interface Compiled {
  pattern: RegExp;
  names: string[];
  /** Literal paths win over parameters, parameters over greedy ones. */
  rank: number;
}

function compile(path: string): Compiled {
  const names: string[] = [];
  let rank = 0;
  const source = path
    .split('/')
    .map((part) => {
      const greedy = /^\{([^}]+)\+\}$/.exec(part)?.[1];
      const single = /^\{([^}]+)\}$/.exec(part)?.[1];
      if (greedy ?? single) names.push((greedy ?? single) as string);
      rank += greedy ? 0 : single ? 10 : 11;
      if (greedy) return '(.+)';
      return single ? '([^/]+)' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    })
    .join('/');
  return { pattern: new RegExp(`^${source}$`), names, rank };
}

function parametersOf({ pattern, names }: Compiled, path: string): Record<string, string> {
  const values = pattern.exec(path)?.slice(1) ?? [];
  return Object.fromEntries(names.map((name, i) => [name, decode(values[i] ?? '')]));
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function headersOf(req: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(req.headers).map(([k, v]) => [k, Array.isArray(v) ? v.join(',') : (v ?? '')]),
  );
}

function queryOf(url: URL): Record<string, string> {
  const names = [...new Set(url.searchParams.keys())];
  return Object.fromEntries(names.map((name) => [name, url.searchParams.getAll(name).join(',')]));
}

function isText(type: string | undefined): boolean {
  return !type || /^(text\/|application\/(.+\+)?(json|xml|javascript|x-www-form-urlencoded))/i.test(type);
}

/** Token bucket of the stage's throttling settings, in real time. */
function tokenBucket({ rateLimit, burstLimit }: ApiDefinition['throttle']): () => boolean {
  let tokens = burstLimit;
  let last = performance.now();
  return () => {
    const now = performance.now();
    tokens = Math.min(burstLimit, tokens + ((now - last) / 1000) * rateLimit);
    last = now;
    if (tokens < 1) return false;
    tokens -= 1;
    return true;
  };
}
