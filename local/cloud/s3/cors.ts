import { S3Error } from './errors.ts';
import { splitList } from './payload.ts';
import type { CorsRule } from './types.ts';

const VARY = 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method';

/** Headers that let a page read an answer; none when no rule fits. */
export function corsHeaders(
  rules: readonly CorsRule[] | undefined,
  headers: ReadonlyMap<string, string>,
  method: string,
): Record<string, string> {
  const origin = headers.get('origin');
  const rule = origin === undefined ? undefined : findRule(rules ?? [], origin, method, []);
  return rule && origin !== undefined ? ruleHeaders(rule, origin) : {};
}

/**
 * Answers a preflight. It carries no signature, by the rules of CORS.
 * @throws S3Error AccessForbidden
 */
export function preflight(
  rules: readonly CorsRule[] | undefined,
  headers: ReadonlyMap<string, string>,
): Record<string, string> {
  const origin = headers.get('origin');
  const method = headers.get('access-control-request-method');
  if (!origin || !method) {
    throw new S3Error('InvalidRequest', 'Insufficient information. Origin request header needed.');
  }
  if (!rules || rules.length === 0) {
    throw new S3Error('AccessForbidden', 'CORSResponse: CORS is not enabled for this bucket.');
  }
  const wanted = splitList(headers.get('access-control-request-headers'));
  const rule = findRule(rules, origin, method, wanted);
  if (!rule) {
    const fields = { Method: method, ResourceType: 'OBJECT' };
    throw new S3Error('AccessForbidden', undefined, fields);
  }
  return {
    ...ruleHeaders(rule, origin),
    ...(wanted.length > 0 ? { 'access-control-allow-headers': wanted.join(', ') } : {}),
    ...(rule.maxAgeSeconds === undefined ? {} : { 'access-control-max-age': String(rule.maxAgeSeconds) }),
  };
}

function findRule(rules: readonly CorsRule[], origin: string, method: string, wanted: readonly string[]) {
  return rules.find(
    (rule) =>
      rule.allowedMethods.includes(method) &&
      rule.allowedOrigins.some((pattern) => matchesPattern(pattern, origin)) &&
      wanted.every((name) =>
        (rule.allowedHeaders ?? []).some((pattern) => matchesPattern(pattern.toLowerCase(), name)),
      ),
  );
}

function ruleHeaders(rule: CorsRule, origin: string): Record<string, string> {
  const any = rule.allowedOrigins.includes('*');
  return {
    'access-control-allow-origin': any ? '*' : origin,
    'access-control-allow-methods': rule.allowedMethods.join(', '),
    ...(any ? {} : { 'access-control-allow-credentials': 'true' }),
    ...(rule.exposedHeaders?.length
      ? { 'access-control-expose-headers': rule.exposedHeaders.join(', ') }
      : {}),
    vary: VARY,
  };
}

function matchesPattern(pattern: string, text: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === text;
  const [head, tail] = [pattern.slice(0, star), pattern.slice(star + 1)];
  return text.length >= head.length + tail.length && text.startsWith(head) && text.endsWith(tail);
}
