import * as z from 'zod/mini';
import { type BodyName, schemaOf } from '../shared/contracts/api/index.ts';
import { ProblemSchema, problemCatalogue } from '../shared/contracts/problem.ts';
import type { RateLimit } from '../shared/contracts/rate-limit.ts';

/** The OpenAPI 3.1 document, made from the routes and the schemas that the handlers themselves use (design.md §5). */

/** What the document needs of a route. */
export interface DescribedRoute {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly audience: string;
  readonly auth: 'none' | 'public' | 'staff';
  readonly roles: readonly string[];
  readonly query?: readonly string[];
  readonly body?: BodyName;
  readonly response: BodyName;
  readonly standing?: BodyName;
  readonly idempotent?: true;
  readonly ifMatch?: true;
  readonly limits?: readonly RateLimit[];
  readonly signed?: true;
  readonly summary: { readonly zh: string; readonly en: string };
  readonly rules?: readonly string[];
}

type Json = Record<string, unknown>;

export interface OpenApiDocument extends Json {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, Operation>>;
}

export interface Operation extends Json {
  operationId: string;
  summary: string;
  description: string;
  tags: string[];
  parameters: Json[];
  responses: Json;
}

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

export function openApiDocument(routes: readonly DescribedRoute[], server: string): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const route of routes) {
    const at = paths[route.path] ?? {};
    paths[route.path] = at;
    at[route.method.toLowerCase()] = operationOf(route);
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '职评 Zhiping',
      version: '1',
      description:
        '职称申报与评审接口。所有拒绝均为 application/problem+json，errors 列出全部原因；仅缺少有效登录凭证（401）和全站流量超限（429）由网关直接答复，为 application/json 的 message。\n' +
        'Title declaration and review. Every refusal is an RFC 9457 problem that lists all reasons at once; only a missing or invalid token (401) and too much traffic of the whole stage (429) are answered by the gateway itself, in application/json with a message: HTTP APIs cannot word these otherwise.',
    },
    servers: [{ url: server }],
    paths,
    components: {
      schemas: schemasOf(routes),
      headers: {
        ETag: {
          description: 'Version of the resource; send it back as If-Match.',
          schema: { type: 'string' },
        },
      },
      securitySchemes: {
        public: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: '申报人、用人单位' },
        staff: { type: 'http', scheme: 'bearer', bearerFormat: 'JWT', description: '工作人员、专家' },
      },
    },
  };
}

function operationOf(route: DescribedRoute): Operation {
  const { summary, rules = [], roles } = route;
  const notes = [summary.en, roles.length > 0 ? `Roles: ${roles.join(', ')}.` : ''];
  if (rules.length > 0) notes.push(`Rules: ${rules.join(', ')}.`);
  return {
    operationId: route.id,
    summary: summary.zh,
    description: notes.filter(Boolean).join('\n'),
    tags: [route.audience],
    ...(route.auth === 'none' ? { security: [] } : { security: [{ [route.auth]: [] }] }),
    parameters: parametersOf(route),
    ...(route.body
      ? { requestBody: { required: true, content: { 'application/json': { schema: ref(route.body) } } } }
      : {}),
    responses: responsesOf(route),
  };
}

function parametersOf(route: DescribedRoute): Json[] {
  const text = { type: 'string' };
  const path = [...route.path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    ...{ name, in: 'path', required: true, schema: text },
  }));
  const query = (route.query ?? []).map((name) => ({ name, in: 'query', schema: text }));
  const idempotency = {
    name: 'Idempotency-Key',
    in: 'header',
    required: true,
    description: 'A fresh value for every intent; the same one for every retry.',
    schema: { type: 'string', minLength: 1, maxLength: 128 },
  };
  const match = {
    name: 'If-Match',
    in: 'header',
    required: true,
    description: 'The ETag that the edit is based on.',
    schema: text,
  };
  return [
    ...path,
    ...query,
    ...(route.idempotent ? [idempotency] : []),
    ...(route.ifMatch ? [match] : []),
    { name: 'Accept-Language', in: 'header', schema: { type: 'string', enum: ['zh-CN', 'en'] } },
  ];
}

function responsesOf(route: DescribedRoute): Json {
  const html = route.response === 'Html';
  const content = html
    ? { 'text/html': { schema: { type: 'string' } } }
    : { 'application/json': { schema: ref(route.response) } };
  const success = {
    description: route.summary.zh,
    content,
    headers: { ETag: { $ref: '#/components/headers/ETag' } },
  };
  const problem = (status: number) => ({
    description: Object.entries(problemCatalogue)
      .filter(([, p]) => p.status === status)
      .map(([code]) => code)
      .join(', '),
    content: { 'application/problem+json': { schema: ref('Problem') } },
  });
  return {
    '2XX': success,
    ...Object.fromEntries(statusesOf(route).map((status) => [String(status), problem(status)])),
    ...(route.auth === 'none' ? {} : { 401: gatewayOnly('Missing or invalid token; told by the gateway.') }),
    429: tooMany(route, problem(429)),
    ...(tellsStanding(route) ? { 412: { ...problem(412), ...conflictOf(route) } } : {}),
  };
}

const words = { type: 'string' };
const gatewayJson = { 'application/json': { schema: { type: 'object', properties: { message: words } } } };
const gatewayOnly = (description: string) => ({ description, content: gatewayJson });

/** By the function with the limits of the route and when to ask again, or by the gateway for all routes together. */
const tooMany = ({ limits = [] }: DescribedRoute, problem: { content: Json }) => ({
  description: ['TOO_MANY_REQUESTS', ...limits.map(limitText)].join('\n'),
  content: { ...problem.content, ...gatewayJson },
  headers: {
    'Retry-After': {
      description: 'Seconds after which to ask again; not sent by the gateway.',
      schema: { type: 'integer' },
    },
  },
});

const limitText = ({ per, about, times, window }: RateLimit) =>
  `${times} a ${window.toLowerCase()} per ${per.toLowerCase()}${about ? ` about one ${about}` : ''}`;

/** Edits, and acts whose body names the version that was on the screen. */
const tellsStanding = ({ ifMatch, body }: DescribedRoute): boolean => {
  if (ifMatch || !body) return ifMatch === true;
  const { shape } = schemaOf(body) as { shape?: object };
  return shape !== undefined && 'version' in shape;
};

/** On a version that has moved on: `current` is the resource as GET gives it now, the ETag its version. */
const conflictOf = ({ response, standing = response }: DescribedRoute) => ({
  content: {
    'application/problem+json': {
      schema: { allOf: [ref('Problem'), { type: 'object', properties: { current: ref(standing) } }] },
    },
  },
  headers: { ETag: { $ref: '#/components/headers/ETag' } },
});

/**
 * Statuses of the refusals that a route can give, from what its row says of it; 422 (a query parameter that it does not know), 429
 * and 500 any can.
 */
export function statusesOf(route: DescribedRoute): number[] {
  const { method, path, auth, roles, body, response, idempotent, ifMatch, signed } = route;
  const named = path.includes('{') || body !== undefined;
  const ownUnit = roles.includes('UNIT_HR');
  const writes = method !== 'GET';
  const can: readonly (readonly [number, unknown])[] = [
    [400, body ?? idempotent],
    [401, auth !== 'none' || signed],
    [403, auth !== 'none'],
    [404, named || ownUnit],
    [409, writes || response === 'Link'],
    [412, writes],
    [413, writes],
    [415, body],
    [422, true],
    [428, ifMatch],
    [429, true],
    [500, true],
  ];
  return can.filter(([, may]) => may).map(([status]) => status);
}

function schemasOf(routes: readonly DescribedRoute[]): Json {
  const names = new Set(
    routes.flatMap(({ body, response, standing = response }) => [
      ...(body ? [body] : []),
      ...[response, standing],
    ]),
  );
  names.delete('Html');
  const registry = z.registry<{ id: string }>();
  for (const name of [...names].sort()) registry.add(schemaOf(name) as z.ZodMiniType, { id: name });
  registry.add(ProblemSchema, { id: 'Problem' });
  const { schemas } = z.toJSONSchema(registry, {
    unrepresentable: 'any',
    uri: (id) => `#/components/schemas/${id}`,
  });
  // What schemas share without having a name of its own comes back under one key; it becomes components, too.
  const { __shared: shared, ...named } = JSON.parse(
    JSON.stringify(schemas).replaceAll(
      '#/components/schemas/__shared#/$defs/',
      '#/components/schemas/Shared_',
    ),
  ) as Record<string, Json>;
  const parts = Object.entries((shared?.$defs ?? {}) as Record<string, Json>);
  return {
    ...Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, withoutIds(schema)])),
    ...Object.fromEntries(parts.map(([name, schema]) => [`Shared_${name}`, withoutIds(schema)])),
  };
}

function withoutIds({ $schema: _draft, $id: _id, ...rest }: Json): Json {
  return rest;
}
