import type { APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { type Problem, problemCatalogue } from '../shared/contracts/problem.ts';
import { ProblemError } from '../shared/errors.ts';
import { log } from '../shared/log.ts';
import { TransactionRefused } from '../shared/store/base/table.ts';
import { type Event, langOf } from './request.ts';
import type { Route } from './routes.ts';

/** One answer as API Gateway takes it: what a handler gave, or a problem document. */

export type Result = APIGatewayProxyStructuredResultV2;

/** What a handler gives, whatever its route. */
export interface Given {
  status: number;
  body: unknown;
  /** Sent as ETag. */
  version?: number;
  headers?: Record<string, string>;
}

export function respond(route: Route, answer: Given, replay = false): Result {
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
export function problemOf(error: unknown, event: Event): Result {
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
    ...(known.current ? { current: known.current.body } : {}),
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
      ...etag(known.current?.version),
      ...retryAfter(known),
    },
    body: JSON.stringify(body),
  };
}

const retryAfter = ({ code, retryAfter: seconds }: ProblemError): Record<string, string> => {
  const wait = seconds ?? (code === 'REQUEST_RUNNING' ? 1 : undefined);
  return wait === undefined ? {} : { 'retry-after': String(wait) };
};

export function refusalOf(error: unknown): ProblemError {
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
